#include "text/valid.h"

#include "base/word.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

static const char replacement[] = "\xef\xbf\xbd";

/* The number of bytes of ASCII at the beginning of S, in whole words. */
static size_t ascii_prefix(str s)
{
    size_t n = 0;
    while (n + WORD_BYTES <= s.n && !(word_at(s.p + n) & WORD_HIGH))
        n += WORD_BYTES;
    return n;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

enum { STRETCH = 64 }; /* bytes, after which there may be words of ASCII again */

/*
 * The number of bytes of certain characters at the beginning of S, whose first byte determines what may follow it: of
 * those that take three bytes, the ones that are never overlong nor surrogates.
 */
static size_t plain_prefix(str s)
{
    size_t n = 0;
    while (n + 3 <= s.n && n < STRETCH) {
        unsigned char c = (unsigned char)s.p[n];
        bool two = c >= 0xc2 && c<0xe0, three = c> 0xe0 && c < 0xf0 && c != 0xed;
        bool well_formed =
            c < 0x80 || ((two || three) && is_continuation(s.p[n + 1]) && (two || is_continuation(s.p[n + 2])));
        if (!well_formed)
            break;
        n += c < 0x80 ? 1 : two ? 2 : 3;
    }
    return n;
}

/* Most texts are ASCII, or characters of two or three bytes: those are skipped quickly. */
static size_t valid_prefix(str s)
{
    size_t at = 0;
    while (at < s.n) {
        size_t plain = ascii_prefix(str_from(s, at));
        plain += plain_prefix(str_from(s, at + plain));
        at += plain;
        if (plain)
            continue;
        size_t end = s.n - at > STRETCH ? at + STRETCH : s.n;
        while (end < s.n && is_continuation(s.p[end]))
            end++;
        const uint8_t *bad = u8_check((const uint8_t *)s.p + at, end - at);
        if (bad)
            return (size_t)(bad - (const uint8_t *)s.p);
        at = end;
    }
    return s.n;
}

bool text_is_valid(str s)
{
    return valid_prefix(s) == s.n;
}

/* A lead byte and the bytes that would have continued it count as one fault. */
static size_t fault_length(str s)
{
    size_t n = 1;
    while (n < s.n && n < 4 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n++;
    return n;
}

str text_repair(str s, struct arena *arena, size_t *first_bad)
{
    size_t good = valid_prefix(s);
    if (first_bad)
        *first_bad = good == s.n ? STR_NONE : good;
    if (good == s.n)
        return s;
    char *copy = arena_alloc(arena, good + 3 * (s.n - good) + 1, 1);
    size_t n = 0;
    while (s.n) {
        memcpy(copy + n, s.p, good);
        n += good;
        s = str_from(s, good);
        if (s.n == 0)
            break;
        memcpy(copy + n, replacement, 3);
        n += 3;
        s = str_from(s, fault_length(s));
        good = valid_prefix(s);
    }
    return (str){copy, n};
}

/* Memory allocated by libunistring, moved into the arena; S when that failed. */
static str adopt(uint8_t *bytes, size_t n, str s, struct arena *arena)
{
    if (!bytes)
        return s;
    str copy = arena_str(arena, (str){(const char *)bytes, n});
    free(bytes);
    return copy;
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

str text_without_bom(str s)
{
    static const str bom = STR_INIT("\xef\xbb\xbf");
    while (str_starts(s, bom))
        s = str_from(s, bom.n);
    return s;
}

bool text_is_utf16(str s)
{
    enum { LOOKED_AT = 8 };
    str head = str_first(s, LOOKED_AT);
    size_t zeros = 0;
    for (size_t i = 0; i < head.n; i++)
        zeros += head.p[i] == '\0';
    bool marked = str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff"));
    return marked || (zeros > 0 && zeros < head.n && zeros >= head.n / 2);
}

static str normalize(str s, uninorm_t form, struct arena *arena)
{
    if (is_ascii(s))
        return s;
    size_t n = 0;
    uint8_t *bytes = u8_normalize(form, (const uint8_t *)s.p, s.n, NULL, &n);
    return adopt(bytes, n, s, arena);
}

str text_nfc(str s, struct arena *arena)
{
    return normalize(s, UNINORM_NFC, arena);
}

str text_nfd(str s, struct arena *arena)
{
    return normalize(s, UNINORM_NFD, arena);
}

str text_nfkc(str s, struct arena *arena)
{
    return normalize(s, UNINORM_NFKC, arena);
}

str text_fold(str s, struct arena *arena)
{
    size_t n = 0;
    uint8_t *bytes = u8_casefold((const uint8_t *)s.p, s.n, NULL, UNINORM_NFKC, NULL, &n);
    return adopt(bytes, n, s, arena);
}

/* Without this, a capital sigma at the end of a word would become the final one, which Ruby does not know. */
static str lower_sigma(str s, struct arena *arena)
{
    static const str capital = STR_INIT("\xce\xa3");
    if (str_find(s, capital) == STR_NONE)
        return s;
    s = arena_str(arena, s);
    char *p = (char *)(uintptr_t)s.p;
    for (str rest = s; (rest = str_from(rest, str_find(rest, capital))).n; rest = str_from(rest, capital.n)) {
        p[rest.p - s.p] = '\xcf';
        p[rest.p - s.p + 1] = '\x83';
    }
    return s;
}

/* Most texts are ASCII, for which the tables of Unicode are ten times as slow. */
static str lower_ascii(str s, struct arena *arena)
{
    char *lower = arena_z(arena, s);
    for (size_t i = 0; i < s.n; i++)
        lower[i] = char_lower(lower[i]);
    return (str){lower, s.n};
}

str text_lower(str s, struct arena *arena)
{
    if (is_ascii(s))
        return lower_ascii(s, arena);
    size_t n = 0;
    s = lower_sigma(s, arena);
    uint8_t *bytes = u8_tolower((const uint8_t *)s.p, s.n, NULL, NULL, NULL, &n);
    return adopt(bytes, n, s, arena);
}

str text_title_case(str word, struct arena *arena)
{
    if (word.n == 0)
        return word;
    int first = u8_mblen((const uint8_t *)word.p, word.n);
    size_t head = first > 0 ? (size_t)first : 1, n = 0;
    uint8_t *bytes = u8_totitle((const uint8_t *)word.p, head, NULL, NULL, NULL, &n);
    str upper = adopt(bytes, n, str_first(word, head), arena);
    return ARENA_CONCAT(arena, upper, text_lower(str_from(word, head), arena));
}
