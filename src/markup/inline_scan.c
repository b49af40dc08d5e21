#include "markup/inline_scan.h"

#include "text/html_text.h"

#include <string.h>

enum { IMAGES_MAX = 1000, REFERENCE_MAX = 40 };

str scan_rest(const struct inline_scan *scan)
{
    return str_from(scan->text, scan->at);
}

static bool begins_block(char c)
{
    return char_is_digit(c) || (c && strchr("#>-+*_=`~<[", c));
}

static str without_indent(str s)
{
    while (s.n && (*s.p == ' ' || *s.p == '\t'))
        s = str_from(s, 1);
    return s;
}

static size_t count_lines(str s)
{
    size_t n = 0;
    for (size_t end; (end = str_find_char(s, '\n')) != STR_NONE; n++)
        s = str_from(s, end + 1);
    return n;
}

/* Records that the end of OUT belongs to the author's line that the scan has reached. */
static void note_place(struct inline_scan *scan)
{
    struct leaf *leaf = scan->leaf;
    if (!scan->parser->diag || leaf->count < 2)
        return;
    if (scan->at > scan->counted) {
        scan->author += count_lines(str_between(scan->text, scan->counted, scan->at));
        scan->counted = scan->at;
    }
    struct leaf_place last = leaf->place_count ? leaf->places[leaf->place_count - 1] : (struct leaf_place){0};
    if (last.at + (size_t)(scan->lines - last.line) == scan->author)
        return;
    leaf->places =
        arena_grow(scan->parser->arena, leaf->places, leaf->place_count, &scan->place_capacity, sizeof *leaf->places);
    leaf->places[leaf->place_count++] =
        (struct leaf_place){scan->lines, (int)(scan->out->n - scan->line_begin), scan->author};
}

void scan_put(struct inline_scan *scan, str s)
{
    note_place(scan);
    if (scan->fresh) {
        s = without_indent(s);
        if (s.n && begins_block(*s.p)) {
            buf_put_char(scan->out, MARK_GUARD);
            scan->leaf->marked = true;
        }
    }
    scan->fresh = scan->fresh && s.n == 0;
    buf_put(scan->out, s);
}

void scan_put_mark(struct inline_scan *scan)
{
    note_place(scan);
    if (scan->parser->diag && scan->author < scan->leaf->count)
        scan->parser->marks[scan->parser->mark_count - 1].line = scan->leaf->lines[scan->author].number;
    inline_mark_put(scan->parser, scan->out);
    scan->mark_end = scan->out->n;
    scan->fresh = false;
    scan->leaf->marked = true;
}

void scan_put_text(struct inline_scan *scan, str raw, str text)
{
    if (text.n == 0)
        return;
    inline_mark_add(scan->parser, MARK_TEXT, raw)->text = arena_one_line(scan->parser->arena, text);
    scan_put_mark(scan);
}

/* An empty line would end the paragraph. */
void scan_put_line_end(struct inline_scan *scan)
{
    if (scan->fresh)
        return;
    buf_put_char(scan->out, '\n');
    scan->fresh = true;
    scan->lines++;
    scan->line_begin = scan->out->n;
}

void scan_put_joined(struct inline_scan *scan, str verbatim)
{
    while (verbatim.n) {
        size_t n = str_find_char(verbatim, '\n');
        scan_put(scan, str_first(verbatim, n));
        verbatim = n == STR_NONE ? STR("") : without_indent(str_from(verbatim, n + 1));
        if (n != STR_NONE)
            scan_put(scan, STR(" "));
    }
}

void scan_skip(struct inline_scan *scan, size_t n)
{
    scan->at += n;
    str rest = scan_rest(scan);
    size_t space = rest.n - without_indent(rest).n;
    bool spaced = scan->at == n || char_is_space(scan->text.p[scan->at - n - 1]);
    if (spaced && space < rest.n && rest.p[space] != '\n')
        scan->at += space;
}

static void take(struct inline_scan *scan, size_t n)
{
    scan_put(scan, str_first(scan_rest(scan), n));
    scan->at += n;
}

static bool take_line_end(struct inline_scan *scan)
{
    scan_put_line_end(scan);
    scan->at++;
    return true;
}

/* cmark does not count the line that a backslash ends, so two blanks break it instead. */
static void put_break(struct inline_scan *scan)
{
    scan_put(scan, scan->fresh ? STR("\\") : STR("  "));
}

/* In kramdown two backslashes at the end of a line break it; CommonMark expects one. */
static bool take_double_backslash(struct inline_scan *scan)
{
    str rest = str_from(scan_rest(scan), 2);
    size_t space = str_span(rest, " \t");
    if (space == rest.n || rest.p[space] != '\n')
        return false;
    put_break(scan);
    scan->at += 2 + space;
    return true;
}

static bool take_backslash(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    char next = rest.n > 1 ? rest.p[1] : '\0';
    if (next == '\\' && take_double_backslash(scan))
        return true;
    if (next == '\n') {
        put_break(scan);
        scan->at++;
    } else if (char_is_punct(next)) {
        take(scan, 2);
    } else {
        scan_put(scan, STR("\\\\"));
        scan->at++;
    }
    return true;
}

/* References to control characters would forge marks, and so would a reference completed by leaving out text within
 * it; the rest is left to CommonMark. */
static bool take_reference(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    size_t n = 1;
    while (n < rest.n && n < REFERENCE_MAX && (char_is_alnum(rest.p[n]) || rest.p[n] == '#'))
        n++;
    if (n == 1 || n == rest.n || rest.p[n] != ';') {
        scan_put(scan, STR("\\&"));
        scan->at++;
        return true;
    }
    str raw = str_first(rest, n + 1);
    str value = html_decode(raw, scan->parser->arena);
    bool number = rest.p[1] == '#';
    bool blank = value.n == 1 && char_is_space(*value.p);
    if (str_eq(raw, value) || (!number && !blank))
        return false;
    if (blank)
        scan_put(scan, STR(" "));
    else
        scan_put_text(scan, raw, value);
    scan->at += raw.n;
    return true;
}

static bool take_exclamation(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    bool image = rest.n > 1 && rest.p[1] == '[';
    scan->images += image;
    if (!image || scan->images <= IMAGES_MAX)
        return false;
    scan_put(scan, STR("\\!"));
    scan->at++;
    return true;
}

/* Takes text in which only tags count, up to the next tag. */
static void take_opaque(struct inline_scan *scan)
{
    if (*scan_rest(scan).p == '<' && scan_angle(scan))
        return;
    str rest = str_first(scan_rest(scan), scan->opaque_end - scan->at);
    size_t n = 1;
    while (n < rest.n && rest.p[n] != '<')
        n++;
    rest = str_first(rest, n);
    scan_put_text(scan, rest, html_decode(rest, scan->parser->arena));
    scan->at += n;
}

static bool take_special(struct inline_scan *scan)
{
    switch (*scan_rest(scan).p) {
    case '\n':
        return take_line_end(scan);
    case '\\':
        return take_backslash(scan);
    case '`':
        return scan_code(scan);
    case '*':
        return scan_stars(scan);
    case '<':
        return scan_angle(scan);
    case '~':
        return scan_strike(scan);
    case '{':
        return scan_brace(scan);
    case '$':
        return scan_math(scan);
    case '[':
        return scan_open_bracket(scan);
    case ']':
        return scan_close_bracket(scan);
    case '!':
        return take_exclamation(scan);
    case '&':
        return take_reference(scan);
    default:
        return scan_address(scan);
    }
}

/* Characters that take_special looks at, and the first letters of addresses without an "@". */
enum { WATCHED = 1, WATCHED_IN_FRONT = 2 };
static const unsigned char watched[256] = {
    ['\n'] = WATCHED,         ['\\'] = WATCHED,         ['`'] = WATCHED,          ['*'] = WATCHED,
    ['<'] = WATCHED,          ['~'] = WATCHED,          ['{'] = WATCHED,          ['$'] = WATCHED,
    ['['] = WATCHED,          [']'] = WATCHED,          ['!'] = WATCHED,          ['&'] = WATCHED,
    ['f'] = WATCHED_IN_FRONT, ['g'] = WATCHED_IN_FRONT, ['h'] = WATCHED_IN_FRONT, ['w'] = WATCHED_IN_FRONT,
    ['F'] = WATCHED_IN_FRONT, ['G'] = WATCHED_IN_FRONT, ['H'] = WATCHED_IN_FRONT, ['W'] = WATCHED_IN_FRONT,
};

/* From N on the first byte of S that is watched; with MAIL every one is. */
static size_t next_watched(str s, size_t n, bool mail)
{
    while (!mail && n < s.n && !watched[(unsigned char)s.p[n]])
        n++;
    return n;
}

/* Takes plain text: one character, and everything up to the next that may be markup. */
static void take_plain(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    bool mail = scan->mail_tried < scan->text.n;
    size_t n = 1;
    for (; (n = next_watched(rest, n, mail)) < rest.n; n++) {
        unsigned char what = watched[(unsigned char)rest.p[n]];
        bool word = (what == WATCHED_IN_FRONT || mail) && char_is_alnum(rest.p[n]) && !char_is_alnum(rest.p[n - 1]);
        if (what == WATCHED || word)
            break;
    }
    if (*rest.p == '<')
        scan_put(scan, STR("\\"));
    take(scan, n);
}

int inline_scan(struct parser *parser, struct leaf *leaf, int line, struct buf *out)
{
    struct inline_scan scan = {.parser = parser, .leaf = leaf, .out = out, .fresh = true};
    scan.text = lines_join(leaf->lines, leaf->count, parser->arena);
    scan.mail_tried = str_has_char(scan.text, '@') ? 0 : scan.text.n;
    size_t begin = scan.line_begin = out->n;
    while (scan.at < scan.text.n) {
        if (scan.at < scan.opaque_end)
            take_opaque(&scan);
        else if (!take_special(&scan))
            take_plain(&scan);
    }
    if (out->n == begin)
        return line;
    scan_put_line_end(&scan);
    buf_put_char(out, '\n');
    leaf->first = line;
    leaf->last = line + scan.lines;
    return leaf->last + 1;
}
