#include "text/letter.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum letter letter_take(str *s, str *taken)
{
    ucs4_t code;
    if (char_is_alnum(s->p[0])) {
        *taken = str_first(*s, 1);
        *s = str_from(*s, 1);
        return LETTER_LETTER;
    }
    int n = u8_mbtouc(&code, (const uint8_t *)s->p, s->n);
    *taken = str_first(*s, n > 0 ? (size_t)n : 1);
    *s = str_from(*s, taken->n);
    if (uc_is_property_white_space(code))
        return LETTER_SPACE;
    bool kept = uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd);
    return kept ? LETTER_LETTER : LETTER_OTHER;
}

static str normal(uninorm_t form, str s, struct arena *arena)
{
    size_t n = 0;
    uint8_t *made = u8_normalize(form, (const uint8_t *)s.p, s.n, NULL, &n);
    if (!made)
        return s;
    str out = arena_str(arena, (str){(const char *)made, n});
    free(made);
    return out;
}

str text_without_accents(str s, struct arena *arena)
{
    str rest = normal(UNINORM_NFD, s, arena);
    char *kept = arena_alloc(arena, rest.n + 1, 1);
    size_t n = 0;
    while (rest.n) {
        ucs4_t code;
        int bytes = u8_mbtouc(&code, (const uint8_t *)rest.p, rest.n);
        size_t taken = bytes > 0 ? (size_t)bytes : 1;
        if (!uc_is_general_category(code, UC_NON_SPACING_MARK)) {
            memcpy(kept + n, rest.p, taken);
            n += taken;
        }
        rest = str_from(rest, taken);
    }
    return normal(UNINORM_NFC, (str){kept, n}, arena);
}
