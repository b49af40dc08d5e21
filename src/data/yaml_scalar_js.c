#include "data/yaml_scalar.h"

#include "base/clock.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* WORD as typed, Capitalised or in CAPITALS. */
static bool is_word(str s, const char *small, const char *capitalised, const char *capitals)
{
    return str_eq(s, str_of(small)) || str_eq(s, str_of(capitalised)) || str_eq(s, str_of(capitals));
}

static bool resolve_word(struct data *d)
{
    bool yes = is_word(d->text, "true", "True", "TRUE");
    if (d->text.n == 0 || str_eq(d->text, STR("~")) || is_word(d->text, "null", "Null", "NULL"))
        d->kind = DATA_NULL;
    else if (yes || is_word(d->text, "false", "False", "FALSE")) {
        d->kind = DATA_BOOL;
        d->boolean = yes;
    } else
        return false;
    return true;
}

/* lib/type/int.js: decimal, with 0b, 0o or 0x in another base; a leading zero means nothing. */
static bool resolve_integer(struct data *d)
{
    str s = str_from(d->text, d->text.p[0] == '-' || d->text.p[0] == '+');
    int base = s.n > 1 && s.p[0] == '0' ? s.p[1] == 'b' ? 2 : s.p[1] == 'o' ? 8 : s.p[1] == 'x' ? 16 : 10 : 10;
    str digits = str_from(s, base == 10 ? 0 : 2);
    char room[80];
    if (!digits.n || digits.p[digits.n - 1] == '_' || digits.p[0] == '_')
        return false;
    for (size_t i = 0; i < digits.n; i++)
        if (digits.p[i] != '_' && (char_hex(digits.p[i]) < 0 || char_hex(digits.p[i]) >= base))
            return false;
    str z = yaml_scalar_ungroup(digits, room, sizeof room);
    if (!z.n)
        return false;
    errno = 0;
    unsigned long long value = strtoull(z.p, NULL, base);
    if (errno || value > INT64_MAX)
        return false;
    d->kind = DATA_INT;
    d->integer = d->text.p[0] == '-' ? -(int64_t)value : (int64_t)value;
    return true;
}

static bool resolve_special(struct data *d)
{
    bool sign = d->text.p[0] == '-' || d->text.p[0] == '+';
    str bare = str_from(d->text, sign);
    bool infinite = is_word(bare, ".inf", ".Inf", ".INF"), none = !sign && is_word(bare, ".nan", ".NaN", ".NAN");
    if (!infinite && !none)
        return false;
    d->kind = DATA_FLOAT;
    d->real = none ? NAN : d->text.p[0] == '-' ? -INFINITY : INFINITY;
    return true;
}

/* lib/type/float.js: YAML_FLOAT_PATTERN. */
static bool resolve_float(struct data *d)
{
    static const char digits[] = "0123456789_";
    str s = d->text;
    bool sign = s.p[0] == '-' || s.p[0] == '+';
    size_t whole = str_span(str_from(s, sign), digits), at = sign + whole;
    if (at < s.n && s.p[at] == '.') {
        size_t fraction = str_span(str_from(s, at + 1), digits);
        at += 1 + fraction;
        whole += whole ? 0 : fraction;
    }
    if (!whole || s.p[sign] == '_')
        return false;
    if (at < s.n && (s.p[at] == 'e' || s.p[at] == 'E')) {
        at += 1;
        at += at < s.n && (s.p[at] == '-' || s.p[at] == '+');
        size_t exponent = str_span(str_from(s, at), "0123456789");
        at += exponent ? exponent : s.n;
    }
    char room[80];
    str z = at == s.n && s.p[s.n - 1] != '_' ? yaml_scalar_ungroup(s, room, sizeof room) : STR("");
    if (!z.n)
        return false;
    d->kind = DATA_FLOAT;
    d->real = strtod(z.p, NULL);
    return true;
}

/* Takes between LEAST and MOST digits off S. */
static bool take(str *s, size_t least, size_t most, int *value)
{
    size_t n = str_span(str_first(*s, most), "0123456789");
    *value = 0;
    for (size_t i = 0; i < n; i++)
        *value = *value * 10 + (s->p[i] - '0');
    *s = str_from(*s, n);
    return n >= least;
}

static bool take_char(str *s, char c)
{
    bool there = s->n && s->p[0] == c;
    *s = str_from(*s, there);
    return there;
}

static bool take_zone(str *s, int *offset)
{
    int hours = 0, minutes = 0;
    *s = str_from(*s, str_span(*s, " \t"));
    if (take_char(s, 'Z'))
        return true;
    bool west = s->n && s->p[0] == '-';
    if (!take_char(s, '+') && !take_char(s, '-'))
        return false;
    if (!take(s, 1, 2, &hours) || (take_char(s, ':') && !take(s, 2, 2, &minutes)))
        return false;
    *offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

static bool take_clock(str *s, struct civil *c, int *offset)
{
    size_t blank = str_span(*s, " \t");
    if (!blank && !take_char(s, 'T') && !take_char(s, 't'))
        return false;
    *s = str_from(*s, blank);
    if (!take(s, 1, 2, &c->hour) || !take_char(s, ':') || !take(s, 2, 2, &c->minute) || !take_char(s, ':') ||
        !take(s, 2, 2, &c->second))
        return false;
    if (take_char(s, '.'))
        *s = str_from(*s, str_span(*s, "0123456789"));
    return !s->n || take_zone(s, offset);
}

/* lib/type/timestamp.js; days and months beyond their last count on, as in Date.UTC. */
static bool resolve_time(struct data *d)
{
    struct civil c = {0};
    int offset = 0;
    str s = d->text;
    if (!take(&s, 4, 4, &c.year) || !take_char(&s, '-') || !take(&s, 1, 2, &c.month) || !take_char(&s, '-') ||
        !take(&s, 1, 2, &c.day))
        return false;
    d->date_only = !s.n;
    if (d->date_only ? d->text.n != 10 : !take_clock(&s, &c, &offset) || s.n)
        return d->date_only = false;
    d->zoned = !d->date_only && str_span_not(str_from(d->text, 10), "Z+-") < d->text.n - 10;
    int months = c.year * 12 + c.month - 1;
    c.year = months / 12;
    c.month = months % 12 + 1;
    d->kind = DATA_TIME;
    d->integer = civil_to_seconds(&c) - offset;
    return true;
}

void yaml_scalar_resolve_js(struct data *d)
{
    d->kind = DATA_STRING;
    if (resolve_word(d))
        return;
    char first = d->text.p[0];
    if (!char_is_digit(first) && first != '-' && first != '+' && first != '.')
        return;
    if (!resolve_integer(d) && !resolve_special(d) && !resolve_float(d) && !resolve_time(d))
        d->kind = DATA_STRING;
}
