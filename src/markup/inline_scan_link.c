#include "markup/inline_address.h"
#include "markup/inline_scan.h"
#include "text/html_text.h"

enum { LABEL_MAX = 999 };

static bool begins_word(const struct inline_scan *scan)
{
    return scan->at == 0 ||
           !(char_is_alnum(scan->text.p[scan->at - 1]) || address_follows_letter(scan->text, scan->at));
}

static void put_address(struct inline_scan *scan, size_t n, str scheme)
{
    struct arena *arena = scan->parser->arena;
    str raw = str_first(scan_rest(scan), n);
    struct inline_mark *mark = inline_mark_add(scan->parser, MARK_LINK, raw);
    mark->text = html_decode(str_has_char(raw, '\\') ? address_plain(raw, arena) : raw, arena);
    mark->url = scheme.n ? ARENA_CONCAT(arena, scheme, mark->text) : mark->text;
    scan_put_mark(scan);
    scan->at += n;
}

/* N, or fewer where emphasis around the address at the beginning of S ends. */
static size_t before_closing_stars(const struct inline_scan *scan, str s, size_t n)
{
    bool strong = scan->star_open[1] || scan->star_open[2];
    size_t stars = !n                   ? STR_NONE
                   : scan->star_open[0] ? str_find_char(str_first(s, n), '*')
                   : strong             ? str_find(str_first(s, n), STR("**"))
                                        : STR_NONE;
    return stars == STR_NONE ? n : address_url(str_first(s, stars));
}

bool scan_address(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    bool mail = scan->at >= scan->mail_tried;
    if (!char_is_alnum(*rest.p) || !(mail || address_may_begin(rest)) || !begins_word(scan))
        return false;
    size_t n = before_closing_stars(scan, rest, address_url(rest));
    if (n) {
        put_address(scan, n,
                    char_lower(*rest.p) != 'w'             ? STR("")
                    : scan->parser->options->www_is_secure ? STR("https://")
                                                           : STR("http://"));
        return true;
    }
    if (!mail)
        return false;
    n = address_mail(rest);
    if (n)
        put_address(scan, n, STR("mailto:"));
    else
        scan->mail_tried = scan->at + address_mail_tried(rest);
    return n > 0;
}

/* The label "[…]" at the beginning of S without its brackets; empty when there is none. */
static str label_here(str s)
{
    if (s.n == 0 || *s.p != '[')
        return STR("");
    size_t end = 1;
    while (end < s.n && end <= LABEL_MAX && s.p[end] != '[' && s.p[end] != ']')
        end += s.p[end] == '\\' && end + 1 < s.n ? 2 : 1;
    return end < s.n && s.p[end] == ']' ? str_between(s, 1, end) : STR("");
}

static bool is_defined(const struct inline_scan *scan, str label)
{
    return label.n && strmap_get(&scan->parser->link_labels, link_label(label, scan->parser->arena));
}

static bool take_reference(struct inline_scan *scan, str label)
{
    if (label.n < 2 || *label.p != '^')
        return false;
    int index = strmap_get(&scan->parser->footnote_labels, str_from(label, 1));
    if (!index)
        return false;
    str raw = str_first(scan_rest(scan), label.n + 2);
    inline_mark_add(scan->parser, MARK_REF, raw)->number = index;
    scan_put_mark(scan);
    scan->at += raw.n;
    return true;
}

bool scan_open_bracket(struct inline_scan *scan)
{
    str label = label_here(scan_rest(scan));
    if (take_reference(scan, label))
        return true;
    str after = str_from(scan_rest(scan), label.n + 2);
    bool full = after.n && (*after.p == '(' || (*after.p == '[' && !str_starts(after, STR("[]"))));
    if (!full && is_defined(scan, label))
        scan->shortcut = label;
    scan->brackets++;
    scan_put(scan, STR("["));
    scan->at++;
    return true;
}

/* The parts between the brackets of "](destination "title")". */
struct link_tail {
    str inner, destination, title; /* the title with its quotes */
};

static size_t find_title_end(str s, size_t i)
{
    char quote = s.p[i];
    for (i++; i < s.n && s.p[i] != ']'; i++) {
        if (s.p[i] == '\\')
            i++;
        else if (s.p[i] == quote) {
            size_t close = i + 1 + str_span(str_from(s, i + 1), " \t\n");
            if (close < s.n && s.p[close] == ')')
                return close;
        }
    }
    return STR_NONE;
}

static bool is_title_here(str s, size_t i)
{
    return i > 0 && char_is_space(s.p[i - 1]) && (s.p[i] == '"' || s.p[i] == '\'');
}

/* S begins after "(". */
static bool read_tail(str s, struct link_tail *tail)
{
    int depth = 0;
    bool tried[2] = {false, false}; /* no title in these quotes */
    for (size_t i = 0; i < s.n && s.p[i] != ']'; i++) {
        bool *none = &tried[s.p[i] == '"'];
        size_t end = is_title_here(s, i) && !*none ? find_title_end(s, i) : STR_NONE;
        *none = *none || (is_title_here(s, i) && end == STR_NONE);
        if (end == STR_NONE && !(s.p[i] == ')' && depth == 0)) {
            depth += (s.p[i] == '(') - (s.p[i] == ')');
            i += s.p[i] == '\\';
            continue;
        }
        bool titled = end != STR_NONE;
        tail->inner = str_first(s, titled ? end : i);
        tail->destination = str_trim(str_first(s, i));
        tail->title = titled ? str_trim(str_between(s, i, end)) : STR("");
        return true;
    }
    return false;
}

/* White space in an address is a slip that kramdown forgives. */
static bool needs_brackets(str destination)
{
    return !str_starts(destination, STR("<")) && str_span_not(destination, " \t\n") < destination.n &&
           !str_has_char(destination, '"');
}

/* A line that ends within an address is none, with the indent of the next: browsers read it so. */
static size_t span_line_end(str s)
{
    return s.n && *s.p == '\n' ? str_span(s, " \t\n") : 0;
}

static void put_bracketed(struct inline_scan *scan, const struct link_tail *tail)
{
    str rest = tail->destination;
    scan_put(scan, STR("<"));
    while (rest.n) {
        size_t skipped = span_line_end(rest);
        if (*rest.p == '<' || *rest.p == '>')
            scan_put(scan, STR("\\"));
        if (!skipped)
            scan_put(scan, str_first(rest, 1));
        rest = str_from(rest, skipped ? skipped : 1);
    }
    scan_put(scan, tail->title.n ? STR("> ") : STR(">"));
    scan_put_joined(scan, tail->title);
}

static bool take_tail(struct inline_scan *scan, str rest)
{
    struct link_tail tail;
    if (!read_tail(str_from(rest, 1), &tail))
        return false;
    scan_put(scan, STR("("));
    if (needs_brackets(tail.destination))
        put_bracketed(scan, &tail);
    else
        scan_put_joined(scan, tail.inner);
    scan_put(scan, STR(")"));
    scan->leaf->marked = true;
    scan->at += tail.inner.n + 2;
    return true;
}

static void put_label(struct inline_scan *scan, str label)
{
    scan_put(scan, STR("["));
    scan_put_joined(scan, label);
    scan_put(scan, STR("]"));
}

/* Takes "[label]" after "]"; kramdown allows white space between them. */
static void take_label(struct inline_scan *scan, str rest)
{
    size_t space = str_span(rest, " \t\n");
    str label = label_here(str_from(rest, space));
    if (!is_defined(scan, label))
        return;
    put_label(scan, label);
    scan->at += space + label.n + 2;
}

/* Repeats the label of a shortcut after it, so that marks in its text do not hide the label. */
static void put_shortcut(struct inline_scan *scan, str rest)
{
    put_label(scan, scan->shortcut);
    if (str_starts(rest, STR("[]")))
        scan->at += 2;
}

bool scan_close_bracket(struct inline_scan *scan)
{
    size_t end = scan->at++;
    scan_put(scan, STR("]"));
    if (scan->brackets == 0)
        return true;
    scan->brackets--;
    str rest = scan_rest(scan);
    if (scan->shortcut.n && scan->text.p + end == scan->shortcut.p + scan->shortcut.n)
        put_shortcut(scan, rest);
    else if (str_starts(rest, STR("(")))
        take_tail(scan, rest);
    else
        take_label(scan, rest);
    return true;
}
