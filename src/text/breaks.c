#include "text/breaks.h"

#include "text/break_kind.h"
#include "text/width.h"

#include <unigbrk.h>
#include <unilbrk.h>

/* In order. */
static const uint16_t begin_no_line[] = {
    0x00b7, 0x2014, 0x2019, 0x201d, 0x2025, 0x2026, 0x2027, /* · ‐ — ’ ” ‥ … ‧ */
    0x3001, 0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3017, 0x301c, 0x301f,
    0x303b, /* 、 。 々 〉 》 」 』 】 〕 〗 〜 〟 〻 */
    0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308e,                 /* small hiragana */
    0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee, 0x30f5, 0x30f6, /* small katakana */
    0x30fb, 0x30fc,                                                                                 /* ・ ー */
    0xff01, 0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff5e, /* ！ ） ， ． ： ； ？ ］ ｝ ～ */
};

bool break_begins_no_line(uint32_t c)
{
    size_t low = 0, high = sizeof begin_no_line / sizeof *begin_no_line;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (begin_no_line[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof begin_no_line / sizeof *begin_no_line && begin_no_line[low] == c;
}

bool break_ends_no_line(uint32_t c)
{
    switch (c) {
    case 0x2018: /* ‘ “ */
    case 0x201c:
    case 0x3008: /* 〈 《 「 『 【 〔 〖 〝 */
    case 0x300a:
    case 0x300c:
    case 0x300e:
    case 0x3010:
    case 0x3014:
    case 0x3016:
    case 0x301d:
    case 0xff08: /* （ ［ ｛ */
    case 0xff3b:
    case 0xff5b:
        return true;
    default:
        return false;
    }
}

static bool may_break_between(uint32_t before, uint32_t after)
{
    if (before < 0x80 && after < 0x80)
        return true;
    if (text_is_hangul(before) || (text_is_hangul(after) && before != ' '))
        return false;
    return !break_begins_no_line(after) && !break_ends_no_line(before);
}

void text_breaks_by_library(str s, unsigned char *marks, struct arena *arena)
{
    char *lines = arena_alloc(arena, s.n, 1), *graphemes = arena_alloc(arena, s.n, 1);
    u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", lines);
    u8_grapheme_breaks((const uint8_t *)s.p, s.n, graphemes);
    uint32_t before = 0, c;
    for (size_t i = 0, n; i < s.n; i += n, before = c) {
        n = text_decode(str_from(s, i), &c);
        if (!graphemes[i])
            continue;
        bool line = i > 0 && lines[i] == UC_BREAK_POSSIBLE && may_break_between(before, c);
        marks[i] = (unsigned char)(BREAK_GRAPHEME | (line ? BREAK_LINE : 0) | BREAK_COLUMNS * BREAK_COLUMNS_MAX);
    }
}

/* Marks letters and digits, between which no line breaks. Returns the offset of their end. */
static size_t mark_word(str s, unsigned char *marks, size_t i)
{
    for (; i < s.n && char_is_alnum(s.p[i]); i++)
        marks[i] = BREAK_GRAPHEME | BREAK_COLUMNS;
    return i;
}

/* False when a character is not in the table. */
static bool mark_common(str s, unsigned char *marks)
{
    enum break_kind before = BREAK_KINDS;
    bool spaced = false;
    for (size_t i = 0, next = 0; i < s.n; i = next) {
        uint32_t c = break_next(s, &next);
        if (c == ' ') {
            marks[i] = BREAK_GRAPHEME | BREAK_COLUMNS;
            spaced = true;
            continue;
        }
        enum break_kind kind = break_kind_of(c);
        if (kind == BREAK_KINDS)
            return false;
        bool line = before != BREAK_KINDS && break_between(before, kind, spaced);
        marks[i] = (unsigned char)(BREAK_GRAPHEME | (line ? BREAK_LINE : 0) | (c < 0x3000 ? 1 : 2) * BREAK_COLUMNS);
        before = kind;
        spaced = false;
        if (kind == BREAK_AL || kind == BREAK_NU) {
            next = mark_word(s, marks, next);
            before = char_is_digit(s.p[next - 1]) ? BREAK_NU : BREAK_AL;
        }
    }
    return true;
}

void text_breaks(str s, unsigned char *marks, struct arena *arena)
{
    if (!mark_common(s, marks))
        text_breaks_by_library(s, marks, arena);
}
