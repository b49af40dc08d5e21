#include "plain/note_text.h"

#include "text/valid.h"

enum { TICKS_MAX = 80 /* as in cmark */ };

/* The text while it is gone through. */
struct pass {
    str text;
    size_t at;
    int line;
    struct buf out;
    struct note_scope *scope;
    str fence;                      /* the mark that ends the block of code; empty: there is none */
    bool after_gap;                 /* the line before is blank */
    bool in_list;                   /* indented text belongs to a list */
    bool no_end[2];                 /* what ends <code>, or <pre>, does not stand from here on */
    size_t no_ticks[TICKS_MAX + 1]; /* no run of so many marks closes a code span before this offset */
};

static str rest_of(const struct pass *p)
{
    return str_from(p->text, p->at);
}

static str line_of(str rest)
{
    size_t n = str_find_char(rest, '\n');
    return n == STR_NONE ? rest : str_first(rest, n);
}

static void copy(struct pass *p, size_t n)
{
    buf_put(&p->out, str_first(rest_of(p), n));
    p->at += n;
}

/* Bytes of the marks of quotes and of white space at the start of LINE. */
static size_t quote_span(str line)
{
    return str_span(line, " \t>");
}

static bool begins_item(str line)
{
    str s = str_trim_left(line);
    size_t digits = str_span(s, "0123456789");
    str after = str_from(s, digits ? digits : 0);
    bool mark = digits ? digits < 10 && (str_starts(after, STR(". ")) || str_starts(after, STR(") ")))
                       : str_starts(s, STR("- ")) || str_starts(s, STR("* ")) || str_starts(s, STR("+ "));
    return mark;
}

static size_t run_of(str s, char c)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

/* The mark of a fence that LINE is; empty: it is none. */
static str fence_of(str line)
{
    str s = str_from(line, quote_span(line));
    if (begins_item(s))
        s = str_trim_left(str_from(s, str_span_not(s, " ")));
    size_t n = s.n && (s.p[0] == '`' || s.p[0] == '~') ? run_of(s, s.p[0]) : 0;
    return n >= 3 && (s.p[0] == '~' || !str_has_char(str_from(s, n), '`')) ? str_first(s, n) : STR("");
}

/* Copies the line when it is code, or opens or ends it. */
static bool take_code_line(struct pass *p, str line)
{
    str mark = fence_of(line);
    bool blank = !str_trim(line).n;
    bool indented = str_starts(line, STR("    ")) || str_starts(line, STR("\t"));
    bool code = p->fence.n || mark.n || (indented && p->after_gap && !p->in_list && !blank);
    if (p->fence.n && mark.n >= p->fence.n && mark.p[0] == p->fence.p[0])
        p->fence = STR("");
    else if (!p->fence.n)
        p->fence = mark;
    if (!blank)
        p->in_list = begins_item(line) || (p->in_list && (indented || str_starts(line, STR(" ")) || !p->after_gap));
    p->after_gap = blank || (code && indented && !p->fence.n && !mark.n);
    if (code)
        copy(p, line.n);
    return code;
}

/* The code span that REST begins with; 0: its marks are not closed within the paragraph. */
static size_t code_span(struct pass *p, str rest)
{
    size_t run = run_of(rest, '`');
    if (run > TICKS_MAX || p->at < p->no_ticks[run])
        return 0;
    size_t i = run;
    for (size_t n; i < rest.n; i += n) {
        n = rest.p[i] == '`' ? run_of(str_from(rest, i), '`') : 1;
        if (rest.p[i] == '`' && n == run)
            return i + n;
        if (rest.p[i] == '\n' && !str_trim(line_of(str_from(rest, i + 1))).n)
            break;
    }
    p->no_ticks[run] = p->at + i;
    return 0;
}

/* The bytes of the code in tags of HTML that REST begins with; 0: there is none. */
static size_t html_code(struct pass *p, str rest)
{
    static const str opens[] = {STR_INIT("<code"), STR_INIT("<pre")},
                     ends[] = {STR_INIT("</code>"), STR_INIT("</pre>")};
    for (size_t i = 0; i < 2; i++) {
        str behind = str_from(rest, opens[i].n);
        if (!str_starts(rest, opens[i]) || !behind.n || (behind.p[0] != '>' && !char_is_space(behind.p[0])) ||
            p->no_end[i])
            continue;
        size_t end = str_find(rest, ends[i]);
        p->no_end[i] = end == STR_NONE;
        return end == STR_NONE ? 0 : end + ends[i].n;
    }
    return 0;
}

/* The bytes up to the block's end when REST is the name by which others link to it, " ^moon-1" or "^moon-1" in a
 * line of its own; 0: it is not. */
static size_t block_name(str rest, char before)
{
    size_t blank = *rest.p == ' ';
    str name = str_from(rest, blank);
    if (!str_starts(name, STR("^")) || (!blank && before != '\n'))
        return 0;
    size_t n = 1;
    while (n < name.n && (char_is_alnum(name.p[n]) || name.p[n] == '-'))
        n++;
    str below = line_of(str_from(name, n + 1));
    bool ends = n == name.n || (name.p[n] == '\n' && (!str_trim(below).n || begins_item(below)));
    return n > 1 && ends ? blank + n : 0;
}

/* The offset of the first MARK before the end of the line. */
static size_t find_in_line(str s, str mark)
{
    for (size_t i = 0; i < s.n && s.p[i] != '\n'; i++)
        if (s.p[i] == mark.p[0] && str_starts(str_from(s, i), mark))
            return i;
    return STR_NONE;
}

static bool is_word(char c)
{
    return char_is_alnum(c) || c == ']' || c == ')' || c == '\\';
}

static char before(const struct pass *p)
{
    return p->at ? p->text.p[p->at - 1] : '\n';
}

/* "[[Note]]" or "![[picture.png]]". */
static bool take_link(struct pass *p, str rest)
{
    bool shown = rest.p[0] == '!';
    str inner = str_from(rest, shown + 2u);
    size_t end = str_span_not(inner, "[]\n");
    if (end == 0 || char_is_space(inner.p[0]) || !str_starts(str_from(inner, end), STR("]]")))
        return false;
    char next = end + 2 < inner.n ? inner.p[end + 2] : '\n';
    if ((!shown && is_word(before(p))) || next == '(' || next == '[' || next == ':')
        return false;
    note_link_put(&p->out, p->scope, str_first(inner, end), shown, p->line);
    p->at += shown + 2u + end + 2;
    return true;
}

/* "==words==" without the marks. */
static bool take_marked(struct pass *p, str rest)
{
    str inner = str_from(rest, 2);
    size_t end = find_in_line(inner, STR("=="));
    if (end == STR_NONE || end == 0 || char_is_space(inner.p[0]) || char_is_space(inner.p[end - 1]) ||
        inner.p[0] == '=' || is_word(before(p)) || before(p) == '=')
        return false;
    char next = end + 2 < inner.n ? inner.p[end + 2] : '\n';
    if (is_word(next) || next == '=')
        return false;
    p->at += 2;
    return true;
}

/* Drops "%%words%%" with its marks, over lines only where they begin one; the line ends stay. */
static bool take_comment(struct pass *p, str rest)
{
    bool alone = before(p) == '\n';
    str inner = str_from(rest, 2);
    size_t end = alone ? str_find(inner, STR("%%")) : find_in_line(inner, STR("%%"));
    if (end == STR_NONE || char_is_digit(before(p)))
        return false;
    for (size_t i = 0; i < end; i++)
        if (inner.p[i] == '\n') {
            buf_put_char(&p->out, '\n');
            p->line++;
        }
    p->at += end + 4;
    return true;
}

static bool take_special(struct pass *p, str rest)
{
    if (str_starts(rest, STR("[[")) || str_starts(rest, STR("![[")))
        return take_link(p, rest);
    if (str_starts(rest, STR("==")))
        return take_marked(p, rest);
    size_t name = *rest.p == ' ' || *rest.p == '^' ? block_name(rest, before(p)) : 0;
    p->at += name;
    return name || (str_starts(rest, STR("%%")) && take_comment(p, rest));
}

/* The end of marked words, whose start is gone. */
static bool closes_mark(bool open, str rest)
{
    return open && str_starts(rest, STR("=="));
}

static void take_line(struct pass *p)
{
    bool marks = false;
    while (p->at < p->text.n && p->text.p[p->at] != '\n') {
        str rest = rest_of(p);
        size_t opened = p->at;
        if (closes_mark(marks, rest)) {
            marks = false;
            p->at += 2;
        } else if (*rest.p == '\\' && rest.n > 1 && rest.p[1] != '\n') {
            copy(p, 2);
        } else if (*rest.p == '`' || *rest.p == '<') {
            size_t n = *rest.p == '<' ? html_code(p, rest) : code_span(p, rest);
            p->line += (int)str_count(str_first(rest, n), '\n');
            copy(p, n ? n : *rest.p == '<' ? 1 : run_of(rest, '`'));
        } else if (!take_special(p, rest)) {
            copy(p, 1);
        } else if (str_starts(rest, STR("==")) && p->at == opened + 2) {
            marks = true;
        }
    }
}

static bool is_needed(str text)
{
    static const str marks[] = {STR_INIT("[["), STR_INIT("=="), STR_INIT("%%"), STR_INIT("^")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(text, marks[i]) != STR_NONE)
            return true;
    return false;
}

str note_text(str text, int line, struct note_scope *scope)
{
    if (!is_needed(text))
        return text;
    struct pass p = {.text = text, .line = line, .scope = scope, .after_gap = true};
    buf_init(&p.out, SIZE_MAX);
    while (p.at < text.n) {
        str whole = line_of(rest_of(&p));
        if (!take_code_line(&p, whole))
            take_line(&p);
        if (p.at < text.n) {
            copy(&p, 1);
            p.line++;
        }
    }
    return buf_keep(&p.out, scope->arena);
}
