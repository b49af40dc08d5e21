#include "hugo/date.h"

#include "data/date_text.h"

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

static bool take_day(str *s, struct civil *at)
{
    return take(s, 4, 4, &at->year) && take_char(s, '-') && take(s, 2, 2, &at->month) && take_char(s, '-') &&
           take(s, 2, 2, &at->day);
}

static bool take_clock(str *s, struct civil *at)
{
    if (!take(s, 1, 2, &at->hour) || !take_char(s, ':') || !take(s, 2, 2, &at->minute) || !take_char(s, ':') ||
        !take(s, 2, 2, &at->second))
        return false;
    int fraction;
    if (s->n > 1 && (s->p[0] == '.' || s->p[0] == ',') && char_is_digit(s->p[1])) {
        *s = str_from(*s, 1);
        while (take(s, 1, 1, &fraction))
            ;
    }
    return at->second < 60;
}

/* "Z", "+09:00", "+0900", and after a blank also a zone's name behind it. */
static bool take_offset(str *s, bool spaced, bool *given, int *offset)
{
    int hours, minutes, sign = s->n && s->p[0] == '-' ? -1 : 1;
    *offset = 0;
    *given = s->n > 0;
    if (!s->n || (!spaced && take_char(s, 'Z')))
        return true;
    if (s->p[0] != '+' && s->p[0] != '-')
        return false;
    *s = str_from(*s, 1);
    if (!take(s, 2, 2, &hours))
        return false;
    take_char(s, ':');
    if (!take(s, 2, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset = sign * (hours * 3600 + minutes * 60);
    if (spaced && take_char(s, ' ')) {
        size_t n = 0;
        while (n < s->n && s->p[n] >= 'A' && s->p[n] <= 'Z')
            n++;
        *s = str_from(*s, n);
        return n >= 3;
    }
    return true;
}

static struct moment moment_at(const struct civil *at, bool given, int offset, const struct zone *zone)
{
    return given ? (struct moment){civil_to_seconds(at) - offset, offset} : zone_local(zone, at);
}

static bool read_numbers(str s, const struct zone *zone, struct moment *out)
{
    struct civil at = {0};
    bool given = false, blank = false;
    int offset = 0;
    if (!take_day(&s, &at))
        return false;
    if (s.n) {
        blank = take_char(&s, ' ');
        if ((!blank && !take_char(&s, 'T')) || !take_clock(&s, &at))
            return false;
        bool spaced = blank && take_char(&s, ' ');
        if ((spaced && !s.n) || !take_offset(&s, spaced, &given, &offset))
            return false;
    }
    if (s.n || !civil_valid(&at))
        return false;
    *out = moment_at(&at, given, offset, zone);
    return true;
}

/* "Tue, 02 Jan 2024 03:04:05 +0900", "Tue Jan  2 03:04:05 2024" */
static bool read_words(str s, const struct zone *zone, struct moment *out)
{
    bool rfc1123 = s.n > 5 && s.p[3] == ',' && s.p[4] == ' ', ansi = s.n == 24 && s.p[3] == ' ' && s.p[13] == ':';
    if (!rfc1123 && !ansi)
        return false;
    if (!date_of_text(str_from(s, 4), zone, out))
        return false;
    struct civil at;
    str clock = str_from(s, s.n >= 5 ? s.n - 5 : 0);
    if (rfc1123 && (clock.p[0] == '+' || clock.p[0] == '-')) {
        int hours = 0, minutes = 0;
        str digits = str_from(clock, 1);
        take(&digits, 2, 2, &hours);
        take(&digits, 2, 2, &minutes);
        out->offset = (clock.p[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }
    at = moment_civil(*out);
    return civil_valid(&at);
}

bool date_read(const struct data *data, const struct zone *zone, struct moment *out)
{
    if (!data)
        return false;
    if (data->kind == DATA_INT) {
        *out = (struct moment){data->integer, 0};
        return true;
    }
    if (data->kind == DATA_TIME) {
        struct civil at = civil_from_seconds(data->integer);
        *out = data->zoned ? (struct moment){data->integer, (int)data->real} : zone_local(zone, &at);
        return true;
    }
    return data->kind == DATA_STRING &&
           (read_numbers(str_trim(data->text), zone, out) || read_words(str_trim(data->text), zone, out));
}

bool date_of_name(str name, const struct zone *zone, struct moment *out, str *rest)
{
    struct civil at = {0};
    if (!take_day(&name, &at) || !civil_valid(&at))
        return false;
    *out = zone_local(zone, &at);
    *rest = str_from(name, str_span(name, "-_ ."));
    return true;
}
