#include "hugo/date.h"

#include "base/str.h"

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

static bool take_word(str *s, const char *const *words, size_t count, size_t least, int *index)
{
    size_t n = 0;
    while (n < s->n && char_is_alpha(s->p[n]))
        n++;
    str word = str_first(*s, n);
    *s = str_from(*s, n);
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(word, least ? str_first(str_of(words[i]), least) : str_of(words[i]))) {
            *index = (int)i;
            return true;
        }
    return false;
}

/* "MST": Hugo reads the time as one of the site's zone. */
static bool take_zone_name(str *s)
{
    size_t n = 0;
    while (n < s->n && s->p[n] >= 'A' && s->p[n] <= 'Z')
        n++;
    *s = str_from(*s, n);
    return n >= 3 && n <= 5;
}

/* What LETTER of a layout stands for; any other letter is itself. */
static bool take_part(str *s, char letter, struct civil *at, bool *given, int *offset)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    int index = 0;
    switch (letter) {
    case 'w':
    case 'W':
        return take_word(s, days, 7, letter == 'w' ? 3 : 0, &index);
    case 'M':
        return take_word(s, months, 12, 0, &index) && (at->month = index + 1);
    case 'd':
        take_char(s, ' ');
        return take(s, 1, 2, &at->day);
    case 'D':
        return take(s, 2, 2, &at->day);
    case 'Y':
        return take(s, 4, 4, &at->year);
    case 'y':
        if (!take(s, 2, 2, &at->year))
            return false;
        at->year += at->year < 69 ? 2000 : 1900;
        return true;
    case 't':
        return take(s, 1, 2, &at->hour) && take_char(s, ':') && take(s, 2, 2, &at->minute);
    case 'T':
        return take_clock(s, at);
    case 'N':
        return take_zone_name(s);
    case 'Z':
        return s->n && s->p[0] != 'Z' && take_offset(s, false, given, offset);
    default:
        return take_char(s, letter);
    }
}

/* The forms with words that Hugo knows, as "Tue, 02 Jan 2024 03:04:05 +0900" is "w, D M Y T Z". */
static bool read_words(str text, const struct zone *zone, struct moment *out)
{
    static const char *const layouts[] = {"w, D M Y T Z", "w, D M Y T N", "D M y t Z",   "D M y t N", "W, D-M-y T N",
                                          "w M d T Y",    "w M d T N Y",  "w M D T Z Y", "D M Y"};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        struct civil at = {0};
        bool given = false, fits = true;
        int offset = 0;
        str s = text;
        for (const char *letter = layouts[i]; fits && *letter; letter++)
            fits = take_part(&s, *letter, &at, &given, &offset);
        if (fits && !s.n && civil_valid(&at)) {
            *out = moment_at(&at, given, offset, zone);
            return true;
        }
    }
    return false;
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
