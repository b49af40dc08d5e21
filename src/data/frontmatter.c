#include "data/frontmatter.h"

#include "text/valid.h"

/* Jekyll: three dashes and white space, at the very beginning. */
static bool opens(str line)
{
    return str_starts(line, STR("---")) && str_trim(str_from(line, 3)).n == 0;
}

static bool closes(str line)
{
    return (str_starts(line, STR("---")) || str_starts(line, STR("..."))) && str_trim(str_from(line, 3)).n == 0;
}

bool frontmatter_is_key(str line)
{
    size_t n = 0;
    while (n < line.n && (char_is_alnum(line.p[n]) || line.p[n] == '_' || line.p[n] == '-'))
        n++;
    return n > 0 && str_starts(str_from(line, n), STR(":")) && line.p[0] != '-';
}

static void read(struct frontmatter *fm, str file, struct arena *arena, struct diag *diag)
{
    if (str_trim(fm->yaml).n == 0)
        return;
    size_t errors = diag ? diag->errors : 0;
    const struct data *data = yaml_parse_for_jekyll(fm->yaml, file, 2, arena, diag);
    fm->broken = data == NULL;
    if (data && data->kind == DATA_MAP) {
        fm->data = data;
    } else if (data && data->kind != DATA_NULL) {
        fm->broken = true;
        if (diag && diag->errors == errors)
            diag_add(diag, SEVERITY_ERROR, file, data->line,
                     "the front matter is not a list of \"key: value\" lines; write lines such as \"title: …\"");
    }
}

/* Takes the first line off REST; true when it opens front matter. */
static bool take_opening(str *rest)
{
    str line;
    *rest = text_without_bom(*rest);
    return str_line(rest, &line) && opens(line);
}

struct frontmatter frontmatter_split(str source)
{
    struct frontmatter fm = {.body = source, .body_line = 1};
    str rest = source, line;
    if (!take_opening(&rest))
        return fm;
    const str inside = rest;
    for (int number = 2; str_line(&rest, &line); number++) {
        if (!closes(line))
            continue;
        fm.present = true;
        fm.yaml = str_first(inside, (size_t)(line.p - inside.p));
        fm.body = rest;
        fm.body_line = number + 1;
        break;
    }
    return fm;
}

static void check_never_closed(str source, str file, struct diag *diag)
{
    str first;
    if (take_opening(&source) && str_line(&source, &first) && frontmatter_is_key(first))
        diag_add(diag, SEVERITY_WARNING, file, 1,
                 "the front matter is never closed, and is shown as text; write --- on a line of its own below it");
}

/* "---" after blank lines or blanks, with a key below it: Jekyll shows it as text. */
static void check_begins_late(str source, str file, struct diag *diag)
{
    str text = text_without_bom(source), line, first;
    size_t blanks = str_span(text, " \t\r\n");
    int number = 1;
    for (size_t i = 0; i < blanks; i++)
        number += text.p[i] == '\n';
    text = str_from(text, blanks);
    if (blanks && frontmatter_split(text).present && str_line(&text, &line) && str_line(&text, &first) &&
        frontmatter_is_key(first))
        diag_add(diag, SEVERITY_WARNING, file, number,
                 "this is no front matter, and is shown as text; remove the blanks above and before its ---");
}

/* "key = …", as Hugo and Zola have it. */
static bool is_toml_pair(str line)
{
    size_t n = 0;
    while (n < line.n && (char_is_alnum(line.p[n]) || line.p[n] == '_' || line.p[n] == '-' || line.p[n] == '.'))
        n++;
    return n > 0 && str_starts(str_trim_left(str_from(line, n)), STR("="));
}

void frontmatter_lint_toml(str source, str file, struct diag *diag)
{
    str text = text_without_bom(source), rest = str_trim_left(text), line;
    int number = 1 + (int)str_count(str_first(text, text.n - rest.n), '\n');
    bool pairs = false;
    if (!str_line(&rest, &line) || !str_eq(str_trim(line), STR("+++")))
        return;
    while (str_line(&rest, &line) && !str_eq(str_trim(line), STR("+++")))
        pairs = pairs || is_toml_pair(str_trim(line));
    if (pairs && str_eq(str_trim(line), STR("+++")))
        diag_add(diag, SEVERITY_WARNING, file, number,
                 "front matter in TOML (+++) is not read here, and is shown as text; write it in YAML between two "
                 "lines ---: \"title: …\"");
}

static void check_unread(str source, str file, struct diag *diag)
{
    check_never_closed(source, file, diag);
    check_begins_late(source, file, diag);
    frontmatter_lint_toml(source, file, diag);
}

struct frontmatter frontmatter_parse(str source, str file, struct arena *arena, struct diag *diag)
{
    struct frontmatter fm = frontmatter_split(source);
    if (fm.present)
        read(&fm, file, arena, diag);
    else if (diag)
        check_unread(source, file, diag);
    return fm;
}

bool frontmatter_is_utf16(str source, str file, struct diag *diag)
{
    size_t dashes = 0, i = 0;
    while (i < source.n && (source.p[i] == '\0' || source.p[i] == '-' || (unsigned char)source.p[i] >= 0xfe))
        dashes += source.p[i++] == '-';
    bool utf16 = dashes == 3 && text_is_utf16(source);
    if (utf16)
        diag_add(diag, SEVERITY_ERROR, file, 1,
                 "this front matter is UTF-16, and cannot be read; save the file as UTF-8");
    return utf16;
}
