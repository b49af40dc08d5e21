#include "text/words.h"

#include "base/buf.h"
#include "text/valid.h"
#include "text/width.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

/* A letter of a script that is written without spaces, or whose words are often searched for by a part. */
static bool stands_alone(uint32_t c)
{
    return c >= 0x1100 && (text_is_cjk(c) || text_is_hangul(c)) && uc_is_general_category(c, UC_CATEGORY_L);
}

str text_words(str s, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    str rest = text_fold(s, arena);
    bool alone = false;
    while (rest.n) {
        uint32_t c;
        size_t n = text_decode(rest, &c);
        bool was_alone = alone;
        alone = stands_alone(c);
        if (alone || was_alone)
            buf_put_char(&out, ' ');
        buf_put(&out, str_first(rest, n));
        rest = str_from(rest, n);
    }
    str words = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return words;
}

/* Takes what S begins with up to its next letter or digit; 0: it has none. */
static uint32_t next_letter(str *s)
{
    while (s->n) {
        uint32_t c;
        *s = str_from(*s, text_decode(*s, &c));
        if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
            return c;
    }
    return 0;
}

bool text_has_word(str s)
{
    return next_letter(&s) != 0;
}

bool text_same_words(str a, str b)
{
    uint32_t c;
    do {
        c = next_letter(&a);
        if (c != next_letter(&b))
            return false;
    } while (c);
    return true;
}

/* 0: a mark that only modifies the letter before it. */
static uint32_t bare(uint32_t c)
{
    if (c < 0x80)
        return (uint32_t)(unsigned char)char_lower((char)c);
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    while (!text_is_cjk(c) && uc_canonical_decomposition(c, parts) > 0)
        c = parts[0];
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn) && !text_is_cjk(c) ? 0 : uc_tolower(c);
}

static uint32_t next_bare(str *s)
{
    uint32_t c, letter = 0;
    while (s->n && !letter) {
        *s = str_from(*s, text_decode(*s, &c));
        letter = bare(c);
    }
    return letter;
}

static bool begins_with(str s, str word)
{
    for (uint32_t asked; (asked = next_bare(&word));)
        if (next_bare(&s) != asked)
            return false;
    return true;
}

size_t text_find_word(str s, str word)
{
    str first = word;
    uint32_t c, begin = next_bare(&first);
    if (!begin)
        return STR_NONE;
    for (str rest = s; rest.n; rest = str_from(rest, text_decode(rest, &c))) {
        text_decode(rest, &c);
        if (bare(c) == begin && begins_with(rest, word))
            return s.n - rest.n;
    }
    return STR_NONE;
}

static bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0x7f || (c >= 0x80 && uc_is_property_white_space(c));
}

str text_next_word(str *rest)
{
    uint32_t c;
    size_t n = 0;
    while ((n = text_decode(*rest, &c)) && is_space(c))
        *rest = str_from(*rest, n);
    str from = *rest;
    while ((n = text_decode(*rest, &c)) && !is_space(c))
        *rest = str_from(*rest, n);
    return str_first(from, from.n - rest->n);
}
