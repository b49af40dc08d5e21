#include "markup/inline_address.h"
#include "markup/inline_scan.h"
#include "text/width.h"

#include <string.h>

enum { TICKS_MAX = 80 };

static size_t span_char(str s, char c)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

static void find_last_ticks(struct inline_scan *scan)
{
    for (size_t i = 0; i < scan->text.n;) {
        const char *tick = memchr(scan->text.p + i, '`', scan->text.n - i);
        if (!tick)
            break;
        i = (size_t)(tick - scan->text.p);
        size_t run = span_char(str_from(scan->text, i), '`');
        if (run <= TICKS_MAX)
            scan->last_ticks[run] = i;
        i += run;
    }
    scan->seen_ticks = true;
}

/* Bytes of the code span at the beginning of S, which is known to be closed. */
static size_t span_code(str s, size_t ticks)
{
    for (size_t i = ticks; i < s.n;) {
        size_t run = span_char(str_from(s, i), '`');
        if (run == ticks)
            return i + run;
        i += run ? run : 1;
    }
    return s.n;
}

bool scan_code(struct inline_scan *scan)
{
    if (!scan->seen_ticks)
        find_last_ticks(scan);
    str rest = scan_rest(scan);
    size_t ticks = span_char(rest, '`');
    if (ticks <= TICKS_MAX && scan->last_ticks[ticks] > scan->at) {
        size_t n = span_code(rest, ticks);
        scan_put_joined(scan, str_first(rest, n));
        /* For CommonMark an address may end in the middle of the code, and the rest of it may be tags. */
        if (str_has_char(str_first(rest, n), '<'))
            scan->leaf->marked = true;
        scan->at += n;
        return true;
    }
    for (size_t i = 0; i < ticks; i++)
        scan_put(scan, STR("\\`"));
    scan->at += ticks;
    return true;
}

/* The character beside asterisks. A tag, which CommonMark does not see, counts as wide punctuation. */
enum neighbour { BLANK, LETTER, WIDE_LETTER, PUNCTUATION, WIDE_PUNCTUATION };

static bool is_wide_punctuation(uint32_t c)
{
    return (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301F) ||
           (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) ||
           (c >= 0xFF5B && c <= 0xFF65) || (c >= 0x2010 && c <= 0x205E) || (c >= 0xFE30 && c <= 0xFE6F) || c == 0xA1 ||
           c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF || c == 0x3030;
}

static enum neighbour neighbour_of(uint32_t c)
{
    if (c <= ' ' || c == 0xA0 || c == 0x3000)
        return BLANK;
    if (c < 0x80)
        return char_is_punct((char)c) ? PUNCTUATION : LETTER;
    if (is_wide_punctuation(c))
        return WIDE_PUNCTUATION;
    return text_is_cjk(c) ? WIDE_LETTER : LETTER;
}

static enum neighbour neighbour_before(const struct inline_scan *scan)
{
    uint32_t c = 0;
    if (scan->mark_end && scan->mark_end == scan->out->n)
        return WIDE_PUNCTUATION;
    if (scan->at)
        text_decode_before(scan->text, scan->at, &c);
    return neighbour_of(c);
}

/* A bare address, which becomes a mark as tags do. */
static bool address_begins(str s)
{
    return s.n && char_is_alnum(*s.p) && address_may_begin(s) && address_url(s);
}

static enum neighbour neighbour_after(const struct inline_scan *scan, size_t n)
{
    uint32_t c = 0;
    str rest = str_from(scan_rest(scan), n);
    if (rest.n > 1 && *rest.p == '<' && (char_is_alpha(rest.p[1]) || rest.p[1] == '/' || rest.p[1] == '!'))
        return WIDE_PUNCTUATION;
    if (address_begins(rest))
        return WIDE_PUNCTUATION;
    text_decode(rest, &c);
    return neighbour_of(c);
}

static void put_joiner(struct inline_scan *scan)
{
    buf_put_char(scan->out, MARK_JOINER);
    scan->fresh = false;
    scan->leaf->marked = true;
}

/* In "**a****b**" strong text ends and begins again; CommonMark reads four asterisks as one delimiter. */
static bool take_close_and_open(struct inline_scan *scan)
{
    for (int i = 0; i < 2; i++) {
        put_joiner(scan);
        scan_put(scan, STR("**"));
    }
    scan->at += 4;
    return true;
}

static bool is_mixed(enum neighbour letter, enum neighbour punctuation, size_t stars)
{
    bool ends = punctuation == PUNCTUATION || punctuation == WIDE_PUNCTUATION;
    return (letter == WIDE_LETTER && ends) || (letter == LETTER && punctuation == WIDE_PUNCTUATION) ||
           (letter == LETTER && ends && stars == 2);
}

/*
 * CommonMark lets asterisks between punctuation and a letter only open or only close, depending on the side of the
 * letter. In scripts without spaces between words that is wrong as often as not: here such asterisks close emphasis
 * that is open, and open it otherwise. Two asterisks do so beside any letter, as in kramdown.
 */
bool scan_stars(struct inline_scan *scan)
{
    str stars = str_first(scan_rest(scan), span_char(scan_rest(scan), '*'));
    enum neighbour before = neighbour_before(scan), after = neighbour_after(scan, stars.n);
    if (stars.n == 4 && scan->star_open[1] && before != BLANK && after != BLANK)
        return take_close_and_open(scan);
    bool *open = &scan->star_open[stars.n < 3 ? stars.n - 1 : 2];
    bool opens = is_mixed(after, before, stars.n), closes = is_mixed(before, after, stars.n);
    if (opens && *open)
        put_joiner(scan);
    scan_put(scan, stars);
    if (closes && !*open)
        put_joiner(scan);
    if (before != BLANK && after != BLANK)
        *open = !*open;
    else if (before != BLANK || after != BLANK)
        *open = after != BLANK;
    scan->at += stars.n;
    return true;
}

static bool is_letter(enum neighbour n)
{
    return n == LETTER || n == WIDE_LETTER;
}

/* A single tilde within a word, or behind one, tells a range ("5~10") or a tone. */
static bool opens_strike(const struct inline_scan *scan, size_t n)
{
    if (n == 2)
        return neighbour_after(scan, n) != BLANK;
    return n == 1 && scan->parser->options->short_strike && !scan->strike && is_letter(neighbour_after(scan, n)) &&
           !is_letter(neighbour_before(scan));
}

static bool closes_strike(const struct inline_scan *scan, size_t n)
{
    if (!scan->strike || scan->parser->marks[scan->strike - 1].raw.n != n || neighbour_before(scan) == BLANK)
        return false;
    return n == 2 || !is_letter(neighbour_after(scan, n));
}

bool scan_strike(struct inline_scan *scan)
{
    str rest = scan_rest(scan);
    size_t n = span_char(rest, '~');
    str raw = str_first(rest, n);
    bool closes = closes_strike(scan, n), opens = !closes && opens_strike(scan, n);
    if (closes) {
        scan->parser->marks[scan->strike - 1].paired = true;
        inline_mark_add(scan->parser, MARK_STRIKE_CLOSE, raw);
        scan->strike = 0;
        scan_put_mark(scan);
    } else if (opens) {
        inline_mark_add(scan->parser, MARK_STRIKE_OPEN, raw);
        scan->strike = scan->parser->mark_count;
        scan_put_mark(scan);
    } else {
        scan_put(scan, raw);
    }
    scan->at += n;
    return true;
}
