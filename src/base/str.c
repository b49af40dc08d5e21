#include "base/str.h"

#include <limits.h>
#include <string.h>

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

bool str_starts_nocase(str s, str prefix)
{
    if (s.n < prefix.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (char_lower(s.p[i]) != char_lower(prefix.p[i]))
            return false;
    return true;
}

bool str_ends_nocase(str s, str suffix)
{
    return s.n >= suffix.n && str_eq_nocase(str_from(s, s.n - suffix.n), suffix);
}

bool str_is_any(str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(s, str_of(words[i])))
            return true;
    return false;
}

bool str_is_any_nocase(str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(s, str_of(words[i])))
            return true;
    return false;
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

/* Sets are short, and so are most spans. */
static bool in_set(char c, const char *set)
{
    while (*set && *set != c)
        set++;
    return *set != '\0';
}

size_t str_span(str s, const char *set)
{
    size_t i = 0;
    while (i < s.n && in_set(s.p[i], set))
        i++;
    return i;
}

size_t str_span_not(str s, const char *set)
{
    size_t i = 0;
    while (i < s.n && !in_set(s.p[i], set))
        i++;
    return i;
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
    if (s.n == 0)
        return false;
    long value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!char_is_digit(s.p[i]) || value > (LONG_MAX - (s.p[i] - '0')) / 10)
            return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

int char_hex(char c)
{
    if (char_is_digit(c))
        return c - '0';
    c = char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
