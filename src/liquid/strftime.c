#include "liquid/strftime.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

enum { FORMAT_MAX = 64 << 10, WIDTH_MAX = 64 };

static const str days[] = {STR_INIT("Sunday"),   STR_INIT("Monday"), STR_INIT("Tuesday"), STR_INIT("Wednesday"),
                           STR_INIT("Thursday"), STR_INIT("Friday"), STR_INIT("Saturday")};
static const str months[] = {STR_INIT("January"),   STR_INIT("February"), STR_INIT("March"),    STR_INIT("April"),
                             STR_INIT("May"),       STR_INIT("June"),     STR_INIT("July"),     STR_INIT("August"),
                             STR_INIT("September"), STR_INIT("October"),  STR_INIT("November"), STR_INIT("December")};

/* One directive: %[flags][width]letter. */
struct directive {
    char pad; /* 0: the default; '-': none */
    bool upper, swap;
    size_t width;
    int colons;
};

static void put_padded(struct buf *out, const struct directive *d, str text, char usual, size_t width)
{
    char pad = d->pad ? d->pad : usual;
    width = d->width ? d->width : width;
    bool minus = pad == '0' && str_starts(text, STR("-"));
    if (minus)
        buf_put_char(out, '-');
    if (pad != '-' && text.n < width)
        buf_put_repeat(out, pad, width - text.n);
    buf_put(out, str_from(text, minus));
}

static void put_number(struct buf *out, const struct directive *d, int64_t number, char usual, size_t width)
{
    char text[24];
    int n = snprintf(text, sizeof text, "%lld", (long long)number);
    put_padded(out, d, (str){text, (size_t)n}, usual, width);
}

static void put_name(struct buf *out, const struct directive *d, str name)
{
    char text[16];
    size_t n = name.n < sizeof text ? name.n : sizeof text;
    for (size_t i = 0; i < n; i++) {
        bool small = name.p[i] >= 'a' && name.p[i] <= 'z';
        text[i] = (d->upper || d->swap) && small ? (char)(name.p[i] - 'a' + 'A') : name.p[i];
    }
    put_padded(out, d, (str){text, n}, ' ', 0);
}

static void put_offset(struct buf *out, const struct directive *d, int offset)
{
    int minutes = abs(offset) / 60;
    buf_printf(out, "%c%02d%s%02d", offset < 0 ? '-' : '+', minutes / 60, d->colons ? ":" : "", minutes % 60);
    if (d->colons > 1)
        buf_printf(out, ":%02d", abs(offset) % 60);
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int iso_weeks(int year)
{
    struct civil first = {.year = year, .month = 1, .day = 1};
    int day = civil_weekday(&first);
    return day == 4 || (day == 3 && is_leap(year)) ? 53 : 52;
}

static int iso_week(const struct civil *c, int *year)
{
    int day = (civil_weekday(c) + 6) % 7 + 1, week = (civil_yearday(c) - day + 10) / 7;
    *year = c->year;
    if (week < 1)
        return iso_weeks(--*year);
    if (week > iso_weeks(c->year)) {
        ++*year;
        return 1;
    }
    return week;
}

static void put_format(struct buf *out, struct moment moment, str format, int depth);

static int twelve(int hour)
{
    return hour % 12 ? hour % 12 : 12;
}

static bool put_date(struct buf *out, const struct directive *d, const struct civil *c, char letter)
{
    int year, week = iso_week(c, &year), weekday = civil_weekday(c);
    switch (letter) {
    case 'Y':
        return put_number(out, d, c->year, '0', 4), true;
    case 'C':
        return put_number(out, d, c->year / 100, '0', 2), true;
    case 'y':
        return put_number(out, d, c->year % 100, '0', 2), true;
    case 'm':
        return put_number(out, d, c->month, '0', 2), true;
    case 'd':
        return put_number(out, d, c->day, '0', 2), true;
    case 'e':
        return put_number(out, d, c->day, ' ', 2), true;
    case 'j':
        return put_number(out, d, civil_yearday(c), '0', 3), true;
    case 'G':
        return put_number(out, d, year, '0', 4), true;
    case 'g':
        return put_number(out, d, year % 100, '0', 2), true;
    case 'V':
        return put_number(out, d, week, '0', 2), true;
    case 'U':
        return put_number(out, d, (civil_yearday(c) + 6 - weekday) / 7, '0', 2), true;
    case 'W':
        return put_number(out, d, (civil_yearday(c) + 6 - (weekday + 6) % 7) / 7, '0', 2), true;
    case 'u':
        return put_number(out, d, weekday ? weekday : 7, '0', 1), true;
    case 'w':
        return put_number(out, d, weekday, '0', 1), true;
    default:
        return false;
    }
}

static bool put_time(struct buf *out, const struct directive *d, const struct civil *c, char letter)
{
    switch (letter) {
    case 'H':
        return put_number(out, d, c->hour, '0', 2), true;
    case 'k':
        return put_number(out, d, c->hour, ' ', 2), true;
    case 'I':
        return put_number(out, d, twelve(c->hour), '0', 2), true;
    case 'l':
        return put_number(out, d, twelve(c->hour), ' ', 2), true;
    case 'M':
        return put_number(out, d, c->minute, '0', 2), true;
    case 'S':
        return put_number(out, d, c->second, '0', 2), true;
    case 'L':
        return buf_put_repeat(out, '0', d->width ? d->width : 3), true;
    case 'N':
        return buf_put_repeat(out, '0', d->width ? d->width : 9), true;
    case 'P':
        return put_padded(out, d, c->hour < 12 ? STR("am") : STR("pm"), ' ', 0), true;
    case 'p':
        if (d->swap)
            return put_padded(out, d, c->hour < 12 ? STR("am") : STR("pm"), ' ', 0), true;
        return put_padded(out, d, c->hour < 12 ? STR("AM") : STR("PM"), ' ', 0), true;
    default:
        return false;
    }
}

static bool put_word(struct buf *out, const struct directive *d, const struct civil *c, char letter)
{
    str day = days[civil_weekday(c)], month = months[c->month - 1];
    switch (letter) {
    case 'A':
        return put_name(out, d, day), true;
    case 'a':
        return put_name(out, d, str_first(day, 3)), true;
    case 'B':
        return put_name(out, d, month), true;
    case 'b':
    case 'h':
        return put_name(out, d, str_first(month, 3)), true;
    case 'n':
        return buf_put_char(out, '\n'), true;
    case 't':
        return buf_put_char(out, '\t'), true;
    case '%':
        return buf_put_char(out, '%'), true;
    default:
        return false;
    }
}

static bool put_composed(struct buf *out, struct moment moment, char letter, int depth)
{
    static const struct {
        char letter;
        str format;
    } composed[] = {{'c', STR_INIT("%a %b %e %H:%M:%S %Y")},
                    {'D', STR_INIT("%m/%d/%y")},
                    {'x', STR_INIT("%m/%d/%y")},
                    {'F', STR_INIT("%Y-%m-%d")},
                    {'T', STR_INIT("%H:%M:%S")},
                    {'X', STR_INIT("%H:%M:%S")},
                    {'R', STR_INIT("%H:%M")},
                    {'r', STR_INIT("%I:%M:%S %p")},
                    {'v', STR_INIT("%e-%^b-%Y")},
                    {'+', STR_INIT("%a %b %e %H:%M:%S %Z %Y")}};
    for (size_t i = 0; i < sizeof composed / sizeof *composed; i++)
        if (composed[i].letter == letter && depth == 0) {
            put_format(out, moment, composed[i].format, 1);
            return true;
        }
    return false;
}

static size_t read_directive(str s, struct directive *d)
{
    size_t i = 1;
    for (; i < s.n && str_has_char(STR("-0_^#:"), s.p[i]); i++) {
        char c = s.p[i];
        d->pad = c == '-' || c == '0' ? c : c == '_' ? ' ' : d->pad;
        d->upper = d->upper || c == '^';
        d->swap = d->swap || c == '#';
        d->colons += c == ':';
    }
    for (; i < s.n && char_is_digit(s.p[i]); i++)
        d->width =
            d->width * 10 + (size_t)(s.p[i] - '0') > WIDTH_MAX ? WIDTH_MAX : d->width * 10 + (size_t)(s.p[i] - '0');
    return i;
}

static bool put_directive(struct buf *out, struct moment moment, const struct directive *d, char letter, int depth)
{
    struct civil c = moment_civil(moment);
    if (letter == 'z')
        return put_offset(out, d, moment.offset), true;
    if (letter == 'Z')
        return moment.offset ? put_offset(out, d, moment.offset) : (void)buf_put(out, STR("UTC")), true;
    if (letter == 's')
        return put_number(out, d, moment.seconds, '0', 1), true;
    return put_date(out, d, &c, letter) || put_time(out, d, &c, letter) || put_word(out, d, &c, letter) ||
           put_composed(out, moment, letter, depth);
}

static void put_format(struct buf *out, struct moment moment, str format, int depth)
{
    while (format.n) {
        struct directive d = {0};
        size_t plain = str_span_not(format, "%");
        buf_put(out, str_first(format, plain));
        format = str_from(format, plain);
        if (!format.n)
            return;
        size_t n = read_directive(format, &d);
        bool known = n < format.n && put_directive(out, moment, &d, format.p[n], depth);
        n += n < format.n;
        if (!known)
            buf_put(out, str_first(format, n));
        format = str_from(format, n);
    }
}

str moment_format(struct moment moment, str format, struct arena *arena)
{
    struct buf out;
    buf_init(&out, FORMAT_MAX);
    put_format(&out, moment, format, 0);
    str text = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return text;
}
