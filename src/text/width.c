#include "text/width.h"

#include "base/word.h"
#include "text/break_kind.h"

#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum {
    ZERO_WIDTH_JOINER = 0x200d,
    KEYCAP = 0x20e3,
    EMOJI_STYLE = 0xfe0f, /* variation selector 16 */
    WINDOW = 256          /* bytes looked at for one grapheme before more are asked for */
};

size_t text_decode(str s, uint32_t *codepoint)
{
    if (s.n == 0)
        return 0;
    unsigned char first = (unsigned char)s.p[0];
    if (first < 0x80) {
        *codepoint = first;
        return 1;
    }
    ucs4_t c;
    int n = u8_mbtouc(&c, (const uint8_t *)s.p, s.n);
    *codepoint = c;
    return (size_t)(n > 0 ? n : 1);
}

static bool is_regional(uint32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_skin_tone(uint32_t c)
{
    return c >= 0x1f3fb && c <= 0x1f3ff;
}

/* Blocks in which every assigned character is drawn as a picture two columns wide; libunistring 1.0 knows Unicode 14.
 */
static bool is_pictograph(uint32_t c)
{
    return (c >= 0x1f300 && c <= 0x1f64f) || (c >= 0x1f680 && c <= 0x1f6ff) || (c >= 0x1f900 && c <= 0x1f9ff) ||
           (c >= 0x1fa70 && c <= 0x1faff);
}

static int character_width(uint32_t c)
{
    if (c < 0x7f)
        return c >= 0x20;
    if (is_pictograph(c))
        return text_is_wide(c) || c >= 0x1fa70 ? 2 : 1;
    int width = uc_width(c, "UTF-8");
    return width < 0 ? 0 : width;
}

/* The state within one emoji sequence. */
struct sequence {
    uint32_t before; /* the last character that takes room */
    bool joined;     /* a ZWJ came last */
    bool half_flag;  /* one regional indicator waits for its partner */
    int width;       /* of the cluster so far */
};

static int advance(struct sequence *seq, uint32_t c)
{
    int width = character_width(c);
    bool joins = seq->joined && (width == 2 || c >= 0x2190);
    if (joins || (is_skin_tone(c) && seq->width == 2))
        width = 0;
    else if (is_regional(c))
        width = seq->half_flag ? 0 : 2;
    else if (c == EMOJI_STYLE || c == KEYCAP)
        width = seq->width == 1 ? 1 : 0;
    seq->half_flag = is_regional(c) && !seq->half_flag;
    seq->joined = c == ZERO_WIDTH_JOINER;
    if (c == EMOJI_STYLE || c == KEYCAP)
        seq->width += width;
    else if (width > 0)
        seq->width = width;
    return width;
}

static bool is_visible(uint64_t word)
{
    return !((word & WORD_HIGH) | word_control(word));
}

size_t text_span_ascii(str s)
{
    size_t n = 0;
    while (n + WORD_BYTES <= s.n && is_visible(word_at(s.p + n)))
        n += WORD_BYTES;
    while (n < s.n && (unsigned char)s.p[n] >= 0x20 && (unsigned char)s.p[n] < 0x7f)
        n++;
    return n;
}

/* True when the character at the beginning of S is one of the many Han characters. */
static bool is_plain_han(str s)
{
    return s.n >= 3 && (unsigned char)s.p[0] >= 0xe5 && (unsigned char)s.p[0] <= 0xe9;
}

int text_width(str s)
{
    struct sequence seq = {0};
    int width = 0;
    size_t i = 0;
    while (i < s.n) {
        size_t ascii = text_span_ascii(str_from(s, i));
        if (ascii) {
            seq = (struct sequence){.width = 1};
            width += (int)ascii;
            i += ascii;
            continue;
        }
        if (!seq.joined && is_plain_han(str_from(s, i))) {
            seq = (struct sequence){.width = 2};
            width += 2;
            i += 3;
            continue;
        }
        uint32_t c = 0;
        i += text_decode(str_from(s, i), &c);
        width += advance(&seq, c);
    }
    return width;
}

static size_t break_within(str s)
{
    char breaks[WINDOW];
    size_t n = s.n < WINDOW ? s.n : WINDOW;
    /* The window ends between characters, or a break would be seen in the middle of one. */
    while (n < s.n && n > 1 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    u8_grapheme_breaks((const uint8_t *)s.p, n, breaks);
    for (size_t i = 1; i < n; i++)
        if (breaks[i])
            return i;
    return n;
}

size_t text_next_grapheme(str s)
{
    if (s.n < 2)
        return s.n;
    bool ascii = (unsigned char)s.p[0] < 0x80 && (unsigned char)s.p[1] < 0x80;
    if (ascii)
        return s.p[0] == '\r' && s.p[1] == '\n' ? 2 : 1;
    /* Common characters stand alone. */
    size_t first = 0;
    bool common = break_kind_of(break_next(s, &first)) != BREAK_KINDS;
    size_t second = first;
    if (common && (first == s.n || break_kind_of(break_next(s, &second)) != BREAK_KINDS))
        return first;
    return break_within(s);
}

size_t text_fit(str s, int columns)
{
    size_t at = 0;
    int width = 0;
    while (at < s.n) {
        /* The last character of ASCII may be the beginning of a longer grapheme. */
        str room = str_first(str_from(s, at), width < columns ? (size_t)(columns - width) + 1 : 0);
        size_t ascii = text_span_ascii(room);
        if (ascii > 1) {
            at += ascii - 1;
            width += (int)ascii - 1;
            continue;
        }
        size_t n = text_next_grapheme(str_from(s, at));
        width += text_width((str){s.p + at, n});
        if (width > columns)
            break;
        at += n;
    }
    return at;
}

bool text_is_wide(uint32_t c)
{
    return c >= 0x1100 && uc_width(c, "UTF-8") == 2;
}

bool text_has_wide(str s)
{
    enum { PICTURES = 0x1F000 };
    while (s.n) {
        uint32_t c = (unsigned char)*s.p;
        size_t ascii = text_span_ascii(s);
        s = str_from(s, ascii ? ascii : c < 0x80 ? 1 : text_decode(s, &c));
        if (c >= 0x1100 && (text_is_wide(c) || c == EMOJI_STYLE || c >= PICTURES))
            return true;
    }
    return false;
}

bool text_is_hangul(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f) || (c >= 0xa960 && c <= 0xa97f) ||
           (c >= 0xac00 && c <= 0xd7ff) || (c >= 0xffa0 && c <= 0xffdc);
}

static bool is_halfwidth(uint32_t c)
{
    return (c >= 0xff61 && c <= 0xff9f) || (c >= 0xffe8 && c <= 0xffee) || c == 0x20a9;
}

bool text_is_cjk(uint32_t c)
{
    bool symbols_to_bopomofo = c >= 0x2e80 && c <= 0x31ff;
    bool han = (c >= 0x3200 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
               (c >= 0x20000 && c <= 0x3ffff);
    bool forms = (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xffef);
    return symbols_to_bopomofo || han || forms || text_is_hangul(c) || (c >= 0x1b000 && c <= 0x1b16f);
}

static bool joins(uint32_t c)
{
    bool east_asian = text_is_wide(c) || is_halfwidth(c);
    /* Pictures are wide too, but belong to no script: a space between them is meant. */
    return east_asian && !text_is_hangul(c) && !is_pictograph(c);
}

static uint32_t last_character(str s)
{
    size_t at = s.n;
    while (at > 0 && s.n - at < 4 && ((unsigned char)s.p[at - 1] & 0xc0) == 0x80)
        at--;
    uint32_t c = 0;
    text_decode(str_from(s, at ? at - 1 : 0), &c);
    return c;
}

bool text_joins(str before, str after)
{
    uint32_t next = 0;
    bool ascii =
        before.n == 0 || after.n == 0 || (unsigned char)before.p[before.n - 1] < 0x80 || (unsigned char)*after.p < 0x80;
    if (ascii)
        return false;
    text_decode(after, &next);
    return joins(last_character(before)) && joins(next);
}

size_t text_decode_before(str s, size_t at, uint32_t *codepoint)
{
    size_t begin = at - 1;
    while (begin > 0 && ((unsigned char)s.p[begin] & 0xc0) == 0x80)
        begin--;
    text_decode(str_from(s, begin), codepoint);
    return at - begin;
}
