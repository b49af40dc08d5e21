#include "text/slug.h"

#include "text/valid.h"
#include "text/width.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_letter_mark_or_digit(uint32_t c)
{
    if (c < 0x80)
        return char_is_alnum((char)c);
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd);
}

static bool is_pretty(uint32_t c)
{
    return c != 0 && c < 0x80 && strchr("._~!$&'()+,;=@", (char)c) != NULL;
}

/* True when MODE leaves the character as it is; each run of others becomes one hyphen. */
static bool stays(uint32_t c, enum slug_mode mode)
{
    switch (mode) {
    case SLUG_NONE:
        return true;
    case SLUG_RAW:
        return !(c < 0x80 && char_is_space((char)c));
    case SLUG_DEFAULT:
    case SLUG_LATIN:
        return is_letter_mark_or_digit(c);
    case SLUG_PRETTY:
        return is_letter_mark_or_digit(c) || is_pretty(c);
    case SLUG_ASCII:
        return c < 0x80 && char_is_alnum((char)c);
    }
    return false;
}

/* I18n.transliterate's result for letters that no decomposition takes to ASCII. */
static const char *latin_of(uint32_t c)
{
    static const struct {
        uint32_t c;
        const char *ascii;
    } letters[] = {{0xc6, "AE"},  {0xd0, "D"},   {0xd7, "x"},   {0xd8, "O"},   {0xde, "Th"},  {0xdf, "ss"},
                   {0xe6, "ae"},  {0xf0, "d"},   {0xf8, "o"},   {0xfe, "th"},  {0x110, "D"},  {0x111, "d"},
                   {0x126, "H"},  {0x127, "h"},  {0x131, "i"},  {0x132, "IJ"}, {0x133, "ij"}, {0x138, "k"},
                   {0x13f, "L"},  {0x140, "l"},  {0x141, "L"},  {0x142, "l"},  {0x149, "'n"}, {0x14a, "NG"},
                   {0x14b, "ng"}, {0x152, "OE"}, {0x153, "oe"}, {0x166, "T"},  {0x167, "t"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].c == c)
            return letters[i].ascii;
    return NULL;
}

static void put_latin(uint32_t c, char *out, size_t *n)
{
    const char *ascii = latin_of(c);
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    if (ascii) {
        memcpy(out + *n, ascii, strlen(ascii));
        *n += strlen(ascii);
    } else if (c < 0x180 && uc_canonical_decomposition(c, parts) > 0 && parts[0] < 0x80) {
        out[(*n)++] = (char)parts[0];
    } else {
        out[(*n)++] = '?';
    }
}

/* Accents dropped from Latin letters; everything else that is not ASCII is "?". */
static str transliterate(str s, struct arena *arena)
{
    s = text_nfc(s, arena);
    char *out = arena_alloc(arena, s.n * 2 + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        i += text_decode(str_from(s, i), &c);
        if (c < 0x80)
            out[n++] = (char)c;
        else
            put_latin(c, out, &n);
    }
    return (str){out, n};
}

static str hyphenate(str s, enum slug_mode mode, struct arena *arena)
{
    char *out = arena_alloc(arena, s.n + 1, 1);
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        size_t taken = text_decode(str_from(s, i), &c);
        bool kept = stays(c, mode);
        if (!kept && !gap)
            out[n++] = '-';
        if (kept) {
            memcpy(out + n, s.p + i, taken);
            n += taken;
        }
        gap = !kept;
        i += taken;
    }
    return (str){out, n};
}

str text_slug(str s, enum slug_mode mode, bool keep_case, struct arena *arena)
{
    if (mode != SLUG_NONE) {
        if (mode == SLUG_LATIN)
            s = transliterate(s, arena);
        s = hyphenate(s, mode, arena);
        if (str_starts(s, STR("-")))
            s = str_from(s, 1);
        if (str_ends(s, STR("-")))
            s.n--;
    }
    return keep_case ? s : text_lower(s, arena);
}
