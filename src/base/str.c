#include "base/str.h"

#include <string.h>

str str_of(const char *z)
{
    return z ? (str){z, strlen(z)} : STR("");
}

str str_from(str s, size_t offset)
{
    return offset >= s.n ? (str){s.p ? s.p + s.n : "", 0} : (str){s.p + offset, s.n - offset};
}

str str_first(str s, size_t n)
{
    return (str){s.p, n < s.n ? n : s.n};
}

str str_between(str s, size_t from, size_t to)
{
    return from >= to ? (str){"", 0} : str_from(str_first(s, to), from);
}

/* Most texts differ in their first byte. */
bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || (*a.p == *b.p && memcmp(a.p, b.p, a.n) == 0));
}

bool str_eq_nocase(str a, str b)
{
    return a.n == b.n && str_starts_nocase(a, b);
}

int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq(str_first(s, prefix.n), prefix);
}

bool str_starts_nocase(str s, str prefix)
{
    if (s.n < prefix.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (char_lower(s.p[i]) != char_lower(prefix.p[i]))
            return false;
    return true;
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

bool str_ends_nocase(str s, str suffix)
{
    return s.n >= suffix.n && str_eq_nocase(str_from(s, s.n - suffix.n), suffix);
}

size_t str_find(str s, str needle)
{
    if (needle.n == 0)
        return 0;
    size_t at = 0;
    while (s.n - at >= needle.n) {
        const char *hit = memchr(s.p + at, needle.p[0], s.n - at - needle.n + 1);
        if (!hit)
            return STR_NONE;
        at = (size_t)(hit - s.p);
        if (memcmp(hit, needle.p, needle.n) == 0)
            return at;
        at++;
    }
    return STR_NONE;
}

size_t str_find_char(str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : STR_NONE;
}

size_t str_find_last(str s, char c)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == c)
            return i;
    return STR_NONE;
}

size_t str_count(str s, char c)
{
    size_t count = 0;
    for (size_t at; (at = str_find_char(s, c)) != STR_NONE; s = str_from(s, at + 1))
        count++;
    return count;
}

bool str_has_char(str s, char c)
{
    return str_find_char(s, c) != STR_NONE;
}

/* One bit for each byte. */
struct byte_set {
    uint64_t bits[4];
};

static struct byte_set set_of(const char *z)
{
    struct byte_set set = {0};
    for (; *z; z++)
        set.bits[(unsigned char)*z >> 6] |= UINT64_C(1) << ((unsigned char)*z & 63);
    return set;
}

static size_t span(str s, const struct byte_set *set, bool inside)
{
    size_t i = 0;
    while (i < s.n && (set->bits[(unsigned char)s.p[i] >> 6] >> ((unsigned char)s.p[i] & 63) & 1) == inside)
        i++;
    return i;
}

size_t str_span(str s, const char *characters)
{
    struct byte_set set = set_of(characters);
    return span(s, &set, true);
}

size_t str_span_not(str s, const char *characters)
{
    struct byte_set set = set_of(characters);
    return span(s, &set, false);
}

bool str_cut(str s, char sep, str *head, str *tail)
{
    size_t at = str_find_char(s, sep);
    if (at == STR_NONE) {
        *head = s;
        *tail = STR("");
        return false;
    }
    *head = str_first(s, at);
    *tail = str_from(s, at + 1);
    return true;
}

bool str_line(str *rest, str *line)
{
    if (rest->n == 0)
        return false;
    str_cut(*rest, '\n', line, rest);
    if (str_ends(*line, STR("\r")))
        line->n--;
    return true;
}

str str_trim_left(str s)
{
    size_t i = 0;
    while (i < s.n && char_is_space(s.p[i]))
        i++;
    return str_from(s, i);
}

str str_trim_right(str s)
{
    while (s.n && char_is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_trim(str s)
{
    return str_trim_left(str_trim_right(s));
}

str str_trim_char_right(str s, char c)
{
    while (s.n && s.p[s.n - 1] == c)
        s.n--;
    return s;
}

uint64_t str_hash(uint64_t seed, str s)
{
    for (size_t i = 0; i < s.n; i++)
        seed = (seed ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return seed;
}

bool str_to_long(str s, long *out)
{
    bool negative = str_starts(s, STR("-"));
    if (negative)
        s = str_from(s, 1);
    if (s.n == 0 || s.n > 18)
        return false;
    long value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!char_is_digit(s.p[i]))
            return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

bool char_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool char_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool char_is_alnum(char c)
{
    return char_is_alpha(c) || char_is_digit(c);
}

bool char_is_punct(char c)
{
    return c > ' ' && c < 0x7f && !char_is_alnum(c);
}

char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

int char_hex(char c)
{
    if (char_is_digit(c))
        return c - '0';
    c = char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
