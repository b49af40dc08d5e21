#include "hexo/front.h"

#include "base/buf.h"
#include "data/frontmatter.h"
#include "data/json.h"

/* The bytes of a line of three or more dashes or semicolons that LINE begins with; 0: none. */
static size_t mark_length(str line)
{
    size_t dashes = str_span(line, "-"), semicolons = str_span(line, ";");
    return dashes >= 3 ? dashes : semicolons >= 3 ? semicolons : 0;
}

/* Tabs at the start of a line are two blanks each, and one behind the dash of an item there, which libyaml does not
 * take, is one. */
static str without_tabs(str yaml, struct arena *arena)
{
    struct buf out;
    if (!str_has_char(yaml, '\t'))
        return yaml;
    buf_init(&out, 2 * yaml.n + 1);
    for (str rest = yaml; rest.n;) {
        size_t end = str_span_not(rest, "\n"), tabs = rest.p == yaml.p ? 0 : str_span(rest, "\t");
        str line = str_between(rest, tabs, end);
        size_t blanks = str_span(line, " ");
        bool item = str_starts(str_from(line, blanks), STR("-\t"));
        buf_put_repeat(&out, ' ', 2 * tabs);
        buf_put(&out, str_first(line, item ? blanks + 1 : 0));
        buf_put(&out, item ? STR(" ") : STR(""));
        buf_put(&out, str_from(line, item ? blanks + 2 : 0));
        buf_put(&out, end < rest.n ? STR("\n") : STR(""));
        rest = str_from(rest, end + 1);
    }
    return buf_keep(&out, arena);
}

const struct data *front_yaml(str text, str file, int line, struct arena *arena, struct diag *diag)
{
    return yaml_parse_as_js(without_tabs(text, arena), file, line, arena, diag);
}

static const struct data *read_json(str raw, str file, int line, struct arena *arena)
{
    return json_parse(ARENA_CONCAT(arena, STR("{"), raw, STR("\n}")), file, line, NULL, arena, NULL);
}

/* "---" behind blanks, with a key below it: hexo takes both for YAML, which they are not. */
static bool is_indented(str raw)
{
    str rest = raw, line;
    return str_line(&rest, &line) && mark_length(line) == 0 && mark_length(str_trim_left(line)) > 0 &&
           str_line(&rest, &line) && frontmatter_is_key(line);
}

static const struct data *read_yaml(str raw, str file, int line, struct arena *arena, struct diag *diag)
{
    if (!is_indented(raw))
        return front_yaml(raw, file, line, arena, diag);
    diag_add(diag, SEVERITY_ERROR, file, line,
             "blanks stand before the --- of this front matter, so it cannot be read; remove them");
    return NULL;
}

static void read(struct front *front, str raw, bool json, str rest, int raw_line, int body_line, str file,
                 struct arena *arena, struct diag *diag)
{
    const struct data *data =
        json ? read_json(raw, file, raw_line, arena) : read_yaml(raw, file, raw_line, arena, diag);
    front->broken = !data && !json;
    if (!data || data->kind != DATA_MAP)
        return;
    front->data = data;
    front->body = rest;
    front->body_line = body_line;
}

/* Finds the line behind INSIDE that begins with MARK, or with any where that is empty. What follows the mark in its
 * line is text. */
static bool find_close(str inside, str mark, str *raw, str *found, str *body, int *lines)
{
    str rest = inside, line;
    for (*lines = 0; str_line(&rest, &line); ++*lines) {
        size_t n = mark.n ? (str_starts(line, mark) ? mark.n : 0) : mark_length(line);
        bool empty = line.p == inside.p;
        if (!n || empty)
            continue;
        *raw = str_first(inside, (size_t)(line.p - inside.p));
        *found = str_first(line, n);
        size_t behind = (size_t)(line.p - inside.p) + n;
        *body = str_from(inside, behind + (behind < inside.n && inside.p[behind] == '\n'));
        return true;
    }
    return false;
}

/* Front matter whose first line has something behind its mark, or that nothing closes: hexo shows it as text. */
static void check_unread(str source, str file, struct diag *diag)
{
    str rest = source, first, second;
    size_t blanks = str_span(source, "\n"), n = mark_length(str_from(source, blanks));
    frontmatter_lint_toml(source, file, diag);
    rest = str_from(source, blanks);
    if (!n || !str_line(&rest, &first) || !str_line(&rest, &second) || !frontmatter_is_key(second))
        return;
    if (first.n > n && !str_trim(str_from(first, n)).n)
        diag_add(diag, SEVERITY_WARNING, file, 1 + (int)blanks,
                 "this is no front matter, and is shown as text; remove the blanks at the end of this line");
    else if (first.n == n)
        diag_add(diag, SEVERITY_WARNING, file, 1 + (int)blanks,
                 "the front matter is never closed, and is shown as text; write this line once more below it");
}

static struct front split(str source, int line, str file, struct arena *arena, struct diag *diag)
{
    struct front front = {.body = source, .body_line = line};
    size_t n = mark_length(source);
    str raw, body, mark = str_first(source, n), found;
    int lines;
    bool opened = n && n < source.n && source.p[n] == '\n';
    if (n && !opened)
        return front;
    if (!find_close(str_from(source, opened ? n + 1 : 0), mark, &raw, &found, &body, &lines))
        return front;
    int before = line - 1 + (opened ? 1 : 0);
    bool whole = !body.n || body.p[-1] == '\n';
    read(&front, raw, found.p[0] == ';', body, before + 1, before + lines + (whole ? 2 : 1), file, arena, diag);
    front.unopened = !opened && front.data;
    return front;
}

struct front front_split(str source, str file, struct arena *arena, struct diag *diag)
{
    size_t blanks = str_span(source, "\n"); /* lines that hexo skips before front matter */
    bool skip = blanks && mark_length(str_from(source, blanks));
    struct front front = split(skip ? str_from(source, blanks) : source, skip ? 1 + (int)blanks : 1, file, arena, diag);
    if (diag && !front.data && !front.broken)
        check_unread(source, file, diag);
    return front;
}
