#include "data/yaml_scalar.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

static bool resolve_word(struct data *d)
{
    static const char *const nulls[] = {"", "~", "null"};
    static const char *const trues[] = {"true", "yes", "on"};
    static const char *const falses[] = {"false", "no", "off"};
    if (STR_IS_ANY_NOCASE(d->text, nulls))
        d->kind = DATA_NULL;
    else if (STR_IS_ANY_NOCASE(d->text, trues) || STR_IS_ANY_NOCASE(d->text, falses)) {
        d->kind = DATA_BOOL;
        d->boolean = STR_IS_ANY_NOCASE(d->text, trues);
    } else
        return false;
    return true;
}

/* Takes the digits of S from *AT on, at least LEAST and at most MOST of them. */
static bool take_number(str s, size_t *at, size_t least, size_t most, int *value)
{
    size_t n = 0;
    int sum = 0;
    while (n < most && *at + n < s.n && char_is_digit(s.p[*at + n]))
        sum = sum * 10 + (s.p[*at + n++] - '0');
    if (n < least)
        return false;
    *at += n;
    *value = sum;
    return true;
}

static bool take_char(str s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c)
        return false;
    ++*at;
    return true;
}

static void skip_blanks(str s, size_t *at)
{
    while (*at < s.n && (s.p[*at] == ' ' || s.p[*at] == '\t'))
        ++*at;
}

/* "Z", "+8", "+08:00", "-0530" */
static bool take_zone(str s, size_t *at, int *offset)
{
    if (take_char(s, at, 'Z')) {
        *offset = 0;
        return true;
    }
    int sign = take_char(s, at, '+') ? 1 : take_char(s, at, '-') ? -1 : 0;
    int hours, minutes = 0;
    if (!sign || !take_number(s, at, 1, 2, &hours))
        return false;
    bool colon = take_char(s, at, ':');
    if (!take_number(s, at, 2, 2, &minutes) && colon)
        return false;
    *offset = sign * (hours * 3600 + minutes * 60);
    return true;
}

static bool take_time(str s, size_t *at, struct civil *c)
{
    if (!take_number(s, at, 1, 2, &c->hour) || !take_char(s, at, ':') || !take_number(s, at, 2, 2, &c->minute) ||
        !take_char(s, at, ':') || !take_number(s, at, 2, 2, &c->second))
        return false;
    if (take_char(s, at, '.'))
        while (*at < s.n && char_is_digit(s.p[*at]))
            ++*at;
    return true;
}

/* Psych's TIME: date, "T" or blanks, h:mm:ss, then perhaps a zone; or a date alone. Without a zone it is UTC. */
static bool resolve_time(struct data *d)
{
    str s = d->text;
    size_t at = 0;
    struct civil c = {0};
    if (!take_number(s, &at, 4, 4, &c.year) || !take_char(s, &at, '-') || !take_number(s, &at, 1, 2, &c.month) ||
        !take_char(s, &at, '-') || !take_number(s, &at, 1, 2, &c.day))
        return false;
    d->date_only = at == s.n;
    int offset = 0;
    if (!d->date_only) {
        size_t before = at;
        if (!take_char(s, &at, 'T') && !take_char(s, &at, 't'))
            skip_blanks(s, &at);
        if (at == before || !take_time(s, &at, &c))
            return false;
        skip_blanks(s, &at);
        d->zoned = at < s.n;
        if (d->zoned && (!take_zone(s, &at, &offset) || at != s.n))
            return false;
    }
    if (!d->date_only)
        civil_count_on(&c);
    if (!civil_valid(&c))
        return false;
    d->kind = DATA_TIME;
    d->integer = civil_to_seconds(&c) - offset;
    d->real = offset;
    return true;
}

/* "12:30" and "1:02:03" are numbers in base sixty. No more than four parts are multiplied, so that the integer
 * cannot overflow. */
static bool resolve_sexagesimal(struct data *d)
{
    str s = d->text;
    size_t at = s.p[0] == '-' || s.p[0] == '+';
    int64_t sum = 0;
    int part, parts = 0;
    do {
        if (!take_number(s, &at, 1, parts ? 2 : 9, &part) || (parts && part > 59))
            return false;
        sum = sum * 60 + part;
        parts++;
    } while (parts <= 3 && take_char(s, &at, ':'));
    if (at != s.n || parts < 2 || parts > 3)
        return false;
    /* Psych multiplies from the left, so that two parts mean hours and minutes. */
    for (int i = parts; i < 3; i++)
        sum *= 60;
    d->kind = DATA_INT;
    d->integer = s.p[0] == '-' ? -sum : sum;
    return true;
}

/* S without the underscores and commas that group digits; false when it does not fit, or nothing is left. */
static bool ungroup(str s, char *z, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '_' && s.p[i] != ',') {
            if (n + 1 >= size)
                return false;
            z[n++] = s.p[i];
        }
    z[n] = '\0';
    return n > 0;
}

static bool resolve_integer(struct data *d)
{
    char z[40], *end;
    str s = d->text;
    str digits = str_from(s, s.p[0] == '-' || s.p[0] == '+');
    if (digits.n == 0 || !char_is_digit(digits.p[0]) || !ungroup(s, z, sizeof z) || s.n > 19)
        return false;
    const char *body = z + (z[0] == '-' || z[0] == '+');
    int base = 10;
    if (body[0] == '0' && (body[1] == 'x' || body[1] == 'X'))
        base = 16;
    else if (body[0] == '0' && body[1] == 'b')
        base = 2;
    else if (body[0] == '0' && body[1])
        base = 8;
    long long value = strtoll(base == 2 ? body + 2 : z, &end, base);
    if (*end)
        return false;
    d->kind = DATA_INT;
    d->integer = base == 2 && z[0] == '-' ? -value : value;
    return true;
}

static bool resolve_float(struct data *d)
{
    char z[64], *end;
    str s = d->text;
    bool digit = false;
    for (size_t i = 0; i < s.n; i++) {
        if (!memchr("0123456789+-.eE_,", s.p[i], 17))
            return false;
        digit = digit || char_is_digit(s.p[i]);
    }
    if (!digit || !str_has_char(s, '.') || !ungroup(s, z, sizeof z))
        return false;
    double value = strtod(z, &end);
    if (*end)
        return false;
    d->kind = DATA_FLOAT;
    d->real = value;
    return true;
}

void yaml_scalar_resolve(struct data *d)
{
    d->kind = DATA_STRING;
    if (resolve_word(d))
        return;
    char c = d->text.p[0];
    if (!char_is_digit(c) && c != '-' && c != '+' && c != '.')
        return;
    if (!resolve_time(d) && !resolve_integer(d) && !resolve_float(d) && !resolve_sexagesimal(d))
        d->kind = DATA_STRING;
}
