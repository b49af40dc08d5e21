#include "data/toml_time.h"

#include "base/clock.h"

bool toml_begins_with_day(str s)
{
    return s.n > 4 && str_span(str_first(s, 4), "0123456789") == 4 && s.p[4] == '-';
}

bool toml_begins_with_clock(str s)
{
    return s.n > 2 && char_is_digit(s.p[0]) && char_is_digit(s.p[1]) && s.p[2] == ':';
}

/* Takes S's first N bytes, all of them digits, and then SEPARATOR unless that is '\0'. */
static bool take(str *s, size_t n, char separator, int *value)
{
    *value = 0;
    if (s->n < n + (separator != '\0') || (separator && s->p[n] != separator))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!char_is_digit(s->p[i]))
            return false;
        *value = *value * 10 + (s->p[i] - '0');
    }
    *s = str_from(*s, n + (separator != '\0'));
    return true;
}

static bool take_clock(str *s, struct civil *at)
{
    if (!take(s, 2, ':', &at->hour) || !take(s, 2, ':', &at->minute) || !take(s, 2, '\0', &at->second))
        return false;
    if (s->n && s->p[0] == '.') {
        size_t digits = str_span(str_from(*s, 1), "0123456789");
        *s = str_from(*s, 1 + digits);
        return digits > 0;
    }
    return true;
}

static bool take_offset(str *s, int *offset)
{
    int sign = s->n && s->p[0] == '-' ? -1 : 1, hours, minutes;
    if (s->n == 1 && (s->p[0] == 'Z' || s->p[0] == 'z')) {
        *s = str_from(*s, 1);
        return true;
    }
    if (!s->n || (s->p[0] != '+' && s->p[0] != '-'))
        return false;
    *s = str_from(*s, 1);
    bool fine = take(s, 2, ':', &hours) && take(s, 2, '\0', &minutes) && hours < 24 && minutes < 60;
    *offset = fine ? sign * (hours * 3600 + minutes * 60) : 0;
    return fine;
}

static bool read_clock(struct data *d)
{
    str s = d->text;
    struct civil at = {.year = 1970, .month = 1, .day = 1};
    d->kind = DATA_STRING;
    d->clock_only = true;
    return take_clock(&s, &at) && s.n == 0 && civil_valid(&at);
}

static bool read_day(struct data *d)
{
    str s = d->text;
    struct civil at = {0};
    int offset = 0;
    if (!take(&s, 4, '-', &at.year) || !take(&s, 2, '-', &at.month) || !take(&s, 2, '\0', &at.day))
        return false;
    d->date_only = s.n == 0;
    if (!d->date_only) {
        if (s.p[0] != 'T' && s.p[0] != 't' && s.p[0] != ' ')
            return false;
        s = str_from(s, 1);
        if (!take_clock(&s, &at))
            return false;
        d->zoned = s.n > 0;
        if (d->zoned && (!take_offset(&s, &offset) || s.n))
            return false;
    }
    if (!civil_valid(&at))
        return false;
    d->kind = DATA_TIME;
    d->integer = civil_to_seconds(&at) - offset;
    d->real = offset;
    return true;
}

bool toml_read_time(struct text_cursor *c, struct data *d)
{
    bool fine = toml_begins_with_clock(d->text) ? read_clock(d) : read_day(d);
    return fine ||
           cursor_complain(c, d->line,
                           "%.*s is no date; write 2024-05-01 or 2024-05-01T08:00:00+09:00, or put quotes around "
                           "it",
                           STR_ARG(d->text));
}
