#include "content/liquid_date.h"

#include "base/buf.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct date {
    struct moment moment;
    struct civil civil;
    struct buf out;
    char flag; /* '-', '0', '_', '^' or 0 */
};

static void put_number(struct date *d, int number, int width, char pad)
{
    if (d->flag == '-')
        buf_printf(&d->out, "%d", number);
    else if (d->flag == '_' || (pad == ' ' && d->flag != '0'))
        buf_printf(&d->out, "%*d", width, number);
    else
        buf_printf(&d->out, "%0*d", width, number);
}

static void put_name(struct date *d, const char *name, size_t length)
{
    str s = str_first(str_of(name), length);
    for (size_t i = 0; i < s.n; i++) {
        bool upper = d->flag == '^' && s.p[i] >= 'a' && s.p[i] <= 'z';
        buf_put_char(&d->out, upper ? (char)(s.p[i] - 'a' + 'A') : s.p[i]);
    }
}

static void put_offset(struct date *d, bool colon)
{
    int minutes = d->moment.offset / 60, away = minutes < 0 ? -minutes : minutes;
    buf_printf(&d->out, "%c%02d%s%02d", minutes < 0 ? '-' : '+', away / 60, colon ? ":" : "", away % 60);
}

static int hour12(const struct civil *c)
{
    return c->hour % 12 == 0 ? 12 : c->hour % 12;
}

static bool put_compound(struct date *d, char directive)
{
    const char *format = directive == 'F'   ? "%Y-%m-%d"
                         : directive == 'D' ? "%m/%d/%y"
                         : directive == 'x' ? "%m/%d/%y"
                         : directive == 'T' ? "%H:%M:%S"
                         : directive == 'X' ? "%H:%M:%S"
                         : directive == 'R' ? "%H:%M"
                         : directive == 'r' ? "%I:%M:%S %p"
                         : directive == 'c' ? "%a %b %e %H:%M:%S %Y"
                                            : NULL;
    if (!format)
        return false;
    struct arena *arena = arena_create();
    buf_put(&d->out, liquid_date(d->moment, str_of(format), arena));
    arena_destroy(arena);
    return true;
}

static bool put_day(struct date *d, char directive)
{
    const struct civil *c = &d->civil;
    switch (directive) {
    case 'Y':
        buf_printf(&d->out, "%d", c->year);
        return true;
    case 'C':
        put_number(d, c->year / 100, 2, '0');
        return true;
    case 'y':
        put_number(d, c->year % 100, 2, '0');
        return true;
    case 'm':
        put_number(d, c->month, 2, '0');
        return true;
    case 'B':
        put_name(d, months[c->month - 1], SIZE_MAX);
        return true;
    case 'b':
    case 'h':
        put_name(d, months[c->month - 1], 3);
        return true;
    case 'd':
        put_number(d, c->day, 2, '0');
        return true;
    case 'e':
        put_number(d, c->day, 2, ' ');
        return true;
    case 'j':
        put_number(d, civil_yearday(c), 3, '0');
        return true;
    case 'A':
        put_name(d, days[civil_weekday(c)], SIZE_MAX);
        return true;
    case 'a':
        put_name(d, days[civil_weekday(c)], 3);
        return true;
    case 'u':
        put_number(d, civil_weekday(c) ? civil_weekday(c) : 7, 1, '0');
        return true;
    case 'w':
        put_number(d, civil_weekday(c), 1, '0');
        return true;
    default:
        return false;
    }
}

static bool put_time(struct date *d, char directive)
{
    const struct civil *c = &d->civil;
    switch (directive) {
    case 'H':
        put_number(d, c->hour, 2, '0');
        return true;
    case 'k':
        put_number(d, c->hour, 2, ' ');
        return true;
    case 'I':
        put_number(d, hour12(c), 2, '0');
        return true;
    case 'l':
        put_number(d, hour12(c), 2, ' ');
        return true;
    case 'M':
        put_number(d, c->minute, 2, '0');
        return true;
    case 'S':
        put_number(d, c->second, 2, '0');
        return true;
    case 'p':
        put_name(d, c->hour < 12 ? "AM" : "PM", 2);
        return true;
    case 'P':
        put_name(d, c->hour < 12 ? "am" : "pm", 2);
        return true;
    case 'z':
        put_offset(d, d->flag == ':');
        return true;
    case 'Z':
        if (d->moment.offset)
            put_offset(d, true);
        else
            buf_put(&d->out, STR("UTC"));
        return true;
    case 's':
        buf_printf(&d->out, "%lld", (long long)d->moment.seconds);
        return true;
    case 'L':
        buf_put(&d->out, STR("000"));
        return true;
    default:
        return false;
    }
}

static void put_directive(struct date *d, char directive)
{
    if (directive == '%')
        buf_put_char(&d->out, '%');
    else if (directive == 'n' || directive == 't')
        buf_put_char(&d->out, directive == 'n' ? '\n' : '\t');
    else if (!put_day(d, directive) && !put_time(d, directive) && !put_compound(d, directive))
        buf_printf(&d->out, "%%%c", directive);
}

str liquid_date(struct moment moment, str format, struct arena *arena)
{
    struct date d = {.moment = moment, .civil = moment_civil(moment)};
    buf_init(&d.out, SIZE_MAX);
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] != '%' || i + 1 == format.n) {
            buf_put_char(&d.out, format.p[i]);
            continue;
        }
        i++;
        d.flag = 0;
        while (i + 1 < format.n && str_has_char(STR("-0^_:#"), format.p[i]))
            d.flag = format.p[i++];
        put_directive(&d, format.p[i]);
    }
    str text = arena_str(arena, buf_str(&d.out));
    buf_finish(&d.out);
    return text;
}
