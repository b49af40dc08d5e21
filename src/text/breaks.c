#include "text/breaks.h"

#include "text/break_kind.h"
#include "text/width.h"

#include <unigbrk.h>
#include <unilbrk.h>

bool break_begins_no_line(uint32_t c)
{
    switch (c) {
    case 0x00b7: /* · ‐ — ’ ” ‥ … ‧ */
    case 0x2014:
    case 0x2019:
    case 0x201d:
    case 0x2025:
    case 0x2026:
    case 0x2027:
    case 0x3001: /* 、 。 々 〉 》 」 』 】 〕 〗 〜 〟 〻 */
    case 0x3002:
    case 0x3005:
    case 0x3009:
    case 0x300b:
    case 0x300d:
    case 0x300f:
    case 0x3011:
    case 0x3015:
    case 0x3017:
    case 0x301c:
    case 0x301f:
    case 0x303b:
    case 0x3041: /* small hiragana */
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049:
    case 0x3063:
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x308e:
    case 0x30a1: /* small katakana */
    case 0x30a3:
    case 0x30a5:
    case 0x30a7:
    case 0x30a9:
    case 0x30c3:
    case 0x30e3:
    case 0x30e5:
    case 0x30e7:
    case 0x30ee:
    case 0x30f5:
    case 0x30f6:
    case 0x30fb: /* ・ ー */
    case 0x30fc:
    case 0xff01: /* ！ ） ， ． ： ； ？ ］ ｝ ～ */
    case 0xff09:
    case 0xff0c:
    case 0xff0e:
    case 0xff1a:
    case 0xff1b:
    case 0xff1f:
    case 0xff3d:
    case 0xff5d:
    case 0xff5e:
        return true;
    default:
        return false;
    }
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

/* Marks letters and digits, between which no line breaks. Returns where they end. */
static size_t mark_word(str s, unsigned char *marks, size_t i)
{
    for (; i < s.n && char_is_alnum(s.p[i]); i++)
        marks[i] = BREAK_GRAPHEME | BREAK_COLUMNS;
    return i;
}

/* False where a character is not in the table. */
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
