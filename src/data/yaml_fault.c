#include "data/yaml_fault.h"

#include "data/yaml_bracket.h"
#include "text/valid.h"

#include <string.h>

int yaml_line(const struct yaml_reading *r, size_t mark_line)
{
    return r->line + (int)mark_line;
}

void yaml_complain(struct yaml_reading *r, int line, const char *what)
{
    if (!r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, line, "%s", what);
    r->failed = true;
}

/* Ruby's parser silently stops after the first document. */
void yaml_note_silent_end(struct yaml_reading *r, int line)
{
    if (r->for_jekyll)
        diag_add(r->diag, SEVERITY_NOTE, r->file, line,
                 "Jekyll silently stops reading here and builds the web site as if nothing stood below");
}

/* libyaml gives no line for a fault in the bytes: it is counted. */
static int line_of_offset(const struct yaml_reading *r, size_t offset)
{
    int line = r->line;
    for (size_t i = 0; i < offset && i < r->text.n; i++)
        line += r->text.p[i] == '\n' || (r->text.p[i] == '\r' && !(i + 1 < r->text.n && r->text.p[i + 1] == '\n'));
    return line;
}

static str line_text(const struct yaml_reading *r, size_t number)
{
    str rest = r->text, line = STR("");
    for (size_t i = 0; i <= number && str_line(&rest, &line); i++)
        ;
    return line;
}

/* Advice on what to write instead of LINE. */
static const char *advice_for(str line)
{
    str key, value;
    if (str_has_char(line, '\t') && str_span(line, " ") < line.n && line.p[str_span(line, " ")] == '\t')
        return "indent with spaces, not with a tab";
    if (!str_cut(line, ':', &key, &value))
        return "every line of front matter is \"key: value\"";
    value = str_trim(value);
    if (value.n && strchr("@%*&!`[{", value.p[0]))
        return "put quotes around the value: it begins with a character that YAML reserves";
    if (str_find(value, STR(": ")) != STR_NONE)
        return "put quotes around the value: it contains a colon";
    return "put quotes around the value";
}

/* The parser expects another document, or the end. */
static void complain_of_rest(struct yaml_reading *r)
{
    const yaml_mark_t at = r->parser.problem_mark;
    int line = r->dots ? r->dots : yaml_line(r, at.line);
    bool outdented = !r->dots && r->kind != YAML_SCALAR_EVENT && at.column < r->first.column;
    if (r->dots)
        yaml_complain(r, line, "\"...\" ends the document, so what follows is not read; take this line out");
    else if (outdented && !r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, line,
                 "this line is indented less than the first key in line %d, and is not read; begin both in the same "
                 "column",
                 yaml_line(r, r->first.line));
    else
        yaml_complain(r, line,
                      "the document has ended above this line, which is not read; write every line as \"key: "
                      "value\"");
    r->failed = true;
    yaml_note_silent_end(r, line);
}

void yaml_complain_of_parser(struct yaml_reading *r)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_PARSER_ERROR && r->ended) {
        complain_of_rest(r);
        return;
    }
    if (p->error == YAML_READER_ERROR) {
        yaml_complain(r, line_of_offset(r, p->problem_offset),
                      "bytes that YAML does not allow; save the file as UTF-8 without control characters");
        return;
    }
    /* Where something is never closed, its beginning is to blame, not the place where that was noticed. */
    bool flow = p->context && strstr(p->context, "flow");
    struct yaml_bracket bracket;
    if (flow && !r->failed && yaml_bracket_find(r->text, &p->problem_mark, &bracket)) {
        diag_add(
            r->diag, SEVERITY_ERROR, r->file, yaml_line(r, bracket.line),
            "this is not YAML: the bracket %c is not closed; close it with %c, or put quotes around the value if it "
            "is text",
            bracket.opening, bracket.opening == '[' ? ']' : '}');
        r->failed = true;
        return;
    }
    bool quoted = p->context && strstr(p->context, "quoted"), open = flow || quoted;
    size_t number = open ? p->context_mark.line : p->problem_mark.line;
    int line = yaml_line(r, number);
    bool unclosed = quoted && p->problem && (strstr(p->problem, "end of stream") || strstr(p->problem, "indicator"));
    if (unclosed)
        yaml_complain(r, line,
                      "this is not YAML: the quotation mark before the value is not closed; write it behind "
                      "the value, too");
    if (!r->failed)
        diag_add(r->diag, SEVERITY_ERROR, r->file, line, "this is not YAML (%s); %s",
                 p->problem ? p->problem : "it ends too early", advice_for(line_text(r, number)));
    r->failed = true;
}

/* A mark within the text would move the key after it into another column: silently, into the map above. */
static void check_marks(struct yaml_reading *r)
{
    static const str bom = STR_INIT("\xef\xbb\xbf");
    for (size_t at = 0, found; !r->failed && (found = str_find(str_from(r->text, at), bom)) != STR_NONE; at += bom.n) {
        at += found;
        if (at > 0 && (r->text.p[at - 1] == '\n' || r->text.p[at - 1] == '\r'))
            yaml_complain(
                r, line_of_offset(r, at),
                "this line begins with a byte order mark, which belongs at the beginning of a file; take it out");
    }
}

void yaml_check_bytes(struct yaml_reading *r, str text)
{
    if (text_is_utf16(text))
        yaml_complain(r, r->line, "this is UTF-16, not UTF-8; save the file as UTF-8");
    else if (r->for_jekyll && r->text.n < text.n)
        diag_add(r->diag, SEVERITY_NOTE, r->file, r->line,
                 "Jekyll stumbles over the byte order mark at this place; save the file without one");
    check_marks(r);
}
