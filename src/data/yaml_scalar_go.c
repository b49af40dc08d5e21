#include "data/yaml_scalar.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* WORD as typed, Capitalised or in CAPITALS. */
static bool is_word(str s, const char *word)
{
    str w = str_of(word);
    if (s.n != w.n || !str_eq_nocase(s, w))
        return false;
    size_t small = 0;
    for (size_t i = 1; i < s.n; i++)
        small += s.p[i] >= 'a' && s.p[i] <= 'z';
    bool first_small = s.p[0] >= 'a' && s.p[0] <= 'z';
    return small == s.n - 1 || (small == 0 && !first_small);
}

static bool is_any(str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(s, words[i]))
            return true;
    return false;
}

enum { WORD_MAX = 5 /* bytes of the longest: "false" */ };

static bool resolve_word(struct data *d)
{
    if (d->text.n > WORD_MAX)
        return false;
    static const char *const trues[] = {"y", "yes", "true", "on"}, *const falses[] = {"n", "no", "false", "off"};
    if (d->text.n == 0 || str_eq(d->text, STR("~")) || is_word(d->text, "null"))
        d->kind = DATA_NULL;
    else if (is_any(d->text, trues, 4) || is_any(d->text, falses, 4)) {
        d->kind = DATA_BOOL;
        d->boolean = is_any(d->text, trues, 4);
    } else
        return false;
    return true;
}

/* ".inf", "-.Inf", ".nan" */
static bool resolve_special(struct data *d)
{
    bool sign = d->text.p[0] == '-' || d->text.p[0] == '+';
    str bare = str_from(d->text, sign + 1);
    if (d->text.n < 4 || d->text.p[sign] != '.')
        return false;
    static const char *const infinite[] = {"inf"}, *const none[] = {"nan"};
    bool is_nan = !sign && (is_any(bare, none, 1) || str_eq(bare, STR("NaN")));
    if (!is_nan && !is_any(bare, infinite, 1))
        return false;
    d->kind = DATA_FLOAT;
    d->real = is_nan ? NAN : d->text.p[0] == '-' ? -INFINITY : INFINITY;
    return true;
}

/* The base that Go's ParseInt finds in front of S's digits, and the bytes of that. */
static int base_of(str s, size_t *prefix)
{
    char letter = s.n > 2 && s.p[0] == '0' ? char_lower(s.p[1]) : '\0';
    *prefix = 2;
    if (letter == 'x' || letter == 'o' || letter == 'b')
        return letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    *prefix = s.n > 1 && s.p[0] == '0';
    return *prefix ? 8 : 10;
}

/* Z is a NUL-terminated number without underscores. */
static bool resolve_integer(struct data *d, str z)
{
    bool sign = z.p[0] == '-' || z.p[0] == '+';
    size_t prefix;
    str bare = str_from(z, sign);
    int base = base_of(bare, &prefix);
    str digits = str_from(bare, prefix);
    for (size_t i = 0; i < digits.n; i++)
        if (char_hex(digits.p[i]) < 0 || char_hex(digits.p[i]) >= base)
            return false;
    if (digits.n == 0)
        return false;
    errno = 0;
    unsigned long long value = strtoull(digits.p, NULL, base);
    if (errno || value > INT64_MAX)
        return false;
    d->kind = DATA_INT;
    d->integer = z.p[0] == '-' ? -(int64_t)value : (int64_t)value;
    return true;
}

/* [-+]?[0-9]*\.?[0-9]+([eE][-+][0-9]+)? and the like: go-yaml's yamlStyleFloat. */
static bool resolve_float(struct data *d, str z)
{
    static const char digits[] = "0123456789";
    str s = str_from(z, z.p[0] == '-' || z.p[0] == '+');
    size_t whole = str_span(s, digits);
    bool point = whole < s.n && s.p[whole] == '.';
    size_t at = whole + point, fraction = str_span(str_from(s, at), digits);
    if (whole + fraction == 0)
        return false;
    at += fraction;
    if (at < s.n && (s.p[at] == 'e' || s.p[at] == 'E')) {
        at += 1;
        at += at < s.n && (s.p[at] == '-' || s.p[at] == '+');
        size_t exponent = str_span(str_from(s, at), digits);
        if (exponent == 0)
            return false;
        at += exponent;
    }
    if (at != s.n)
        return false;
    d->kind = DATA_FLOAT;
    d->real = strtod(z.p, NULL);
    return true;
}

str yaml_scalar_ungroup(str s, char *z, size_t size)
{
    size_t n = 0;
    if (s.n >= size)
        return STR("");
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '_')
            z[n++] = s.p[i];
    z[n] = '\0';
    return (str){z, n};
}

void yaml_scalar_resolve_go(struct data *d)
{
    d->kind = DATA_STRING;
    if (resolve_word(d))
        return;
    char room[80], first = d->text.p[0];
    if (!char_is_digit(first) && first != '-' && first != '+' && first != '.')
        return;
    str z = yaml_scalar_ungroup(d->text, room, sizeof room);
    if (!resolve_special(d) && z.n && !resolve_integer(d, z) && !resolve_float(d, z))
        d->kind = DATA_STRING;
}
