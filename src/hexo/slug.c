#include "hexo/slug.h"

#include "text/letter.h"
#include "text/valid.h"

/* hexo-util's escape_diacritic: Latin letters alone; a few that are no letter with a mark. */
static str plain_letter(str taken, struct arena *arena)
{
    static const str odd[][2] = {
        {STR_INIT("ß"), STR_INIT("s")},  {STR_INIT("ø"), STR_INIT("o")},  {STR_INIT("Ø"), STR_INIT("O")},
        {STR_INIT("æ"), STR_INIT("ae")}, {STR_INIT("Æ"), STR_INIT("AE")}, {STR_INIT("œ"), STR_INIT("oe")},
        {STR_INIT("Œ"), STR_INIT("OE")}, {STR_INIT("ł"), STR_INIT("l")},  {STR_INIT("Ł"), STR_INIT("L")},
        {STR_INIT("đ"), STR_INIT("d")},  {STR_INIT("Đ"), STR_INIT("D")},  {STR_INIT("ı"), STR_INIT("i")}};
    unsigned char first = (unsigned char)taken.p[0];
    unsigned char second = taken.n > 1 ? (unsigned char)taken.p[1] : 0;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (str_eq(taken, odd[i][0]))
            return odd[i][1];
    bool latin = (first >= 0xc3 && first <= 0xc9) || (first == 0xe1 && second >= 0xb8 && second <= 0xbb);
    bool wide = first == 0xef && (second == 0xbc || second == 0xbd);
    if (latin)
        return text_without_accents(taken, arena);
    str narrow = wide ? text_nfkc(taken, arena) : taken;
    return narrow.n == 1 && char_is_alpha(narrow.p[0]) ? narrow : taken;
}

str slug_of(str text, struct arena *arena)
{
    struct buf out;
    bool gap = false;
    str taken;
    buf_init(&out, 4 * text.n + 16);
    for (str rest = text_repair(text, arena, NULL); rest.n;) {
        enum letter kind = letter_take(&rest, &taken);
        char c = taken.p[0];
        if (kind == LETTER_SPACE || char_is_punct(c)) {
            gap = true;
            continue;
        }
        if ((unsigned char)c < 0x20)
            continue;
        if (gap && out.n)
            buf_put_char(&out, '-');
        gap = false;
        buf_put(&out, (unsigned char)c < 0x80 ? taken : plain_letter(taken, arena));
    }
    return buf_keep(&out, arena);
}
