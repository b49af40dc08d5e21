#include "text/html_text.h"

#include "text/clean.h"
#include "text/html_entities_table.h"

#include <string.h>

enum { NAME_MAX_BYTES = 40 };

/* A character as UTF-8; one that Unicode forbids becomes U+FFFD. */
static str encode(uint32_t c, char out[4])
{
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[n] | c);
    return (str){out, n};
}

/* The characters that pages of the nineties meant by numbers from 128 to 159: windows-1252 (HTML standard,
 * 13.2.5.80). */
static uint32_t from_windows(uint32_t c)
{
    static const uint16_t meant[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return c >= 0x80 && c < 0xA0 ? meant[c - 0x80] : c;
}

/* Decodes "&#12;" or "&#xC;" at the beginning of S; returns the bytes taken, 0 when there is none. */
static size_t decode_number(str s, char out[4], str *value)
{
    size_t n = 2;
    bool hex = n < s.n && char_lower(s.p[n]) == 'x';
    n += hex;
    uint32_t c = 0;
    size_t first = n;
    for (; n < s.n; n++) {
        int digit = char_hex(s.p[n]);
        if (digit < 0 || (!hex && digit > 9))
            break;
        if (c <= 0x10FFFF)
            c = c * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (n == first)
        return 0;
    *value = encode(from_windows(c), out);
    return n < s.n && s.p[n] == ';' ? n + 1 : n;
}

static const char *names_of(char letter)
{
    bool upper = letter >= 'A' && letter <= 'Z';
    return html_entities[!upper][letter - (upper ? 'A' : 'a')];
}

/* Decodes "&name;" at the beginning of S; returns the bytes taken, 0 when there is none. */
static size_t decode_name(str s, str *value)
{
    size_t n = 1;
    while (n < s.n && n < NAME_MAX_BYTES && char_is_alnum(s.p[n]))
        n++;
    if (n == 1 || !char_is_alpha(s.p[1]))
        return 0;
    bool ended = n < s.n && s.p[n] == ';';
    str rest = str_between(s, 2, n);
    for (const char *entry = names_of(s.p[1]); *entry;) {
        str name = str_of(entry);
        str found = str_of(entry + name.n + 1);
        bool bare = str_ends(name, STR(","));
        if (str_eq(str_first(name, name.n - bare), rest) && (ended || (bare && (n == s.n || s.p[n] != '=')))) {
            *value = found;
            return n + ended;
        }
        entry = found.p + found.n + 1;
    }
    return 0;
}

static size_t decode_reference(str s, char out[4], str *value)
{
    if (s.n < 3)
        return 0;
    return s.p[1] == '#' ? decode_number(s, out, value) : decode_name(s, value);
}

str html_decode(str s, struct arena *arena)
{
    if (!str_has_char(s, '&'))
        return s;
    /* "&nGt;" is the reference that grows the most: five bytes become six. */
    char *out = arena_alloc(arena, s.n + s.n / 5 + 1, 1);
    size_t n = 0;
    while (s.n) {
        size_t plain = str_find_char(s, '&');
        str head = str_first(s, plain == STR_NONE ? s.n : plain);
        memcpy(out + n, head.p, head.n);
        n += head.n;
        s = str_from(s, head.n);
        char bytes[4];
        str value = STR("&");
        size_t taken = s.n ? decode_reference(s, bytes, &value) : 0;
        if (s.n) {
            memcpy(out + n, value.p, value.n);
            n += value.n;
            s = str_from(s, taken ? taken : 1);
        }
    }
    return clean_controls((str){out, n}, arena);
}
