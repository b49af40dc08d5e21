#include "base/clock.h"

#include <stdio.h>
#include <time.h>

enum { DAY = 86400 };

int64_t clock_now(void)
{
    return (int64_t)time(NULL);
}

int64_t clock_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t clock_monotonic(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_valid(const struct civil *c)
{
    return c->year >= 0 && c->year <= 9999 && c->month >= 1 && c->month <= 12 && c->day >= 1 &&
           c->day <= days_in_month(c->year, c->month) && c->hour >= 0 && c->hour <= 23 && c->minute >= 0 &&
           c->minute <= 59 && c->second >= 0 && c->second <= 60;
}

/* Days from 1970-01-01, counting years from March so that the leap day comes last (Hinnant, days_from_civil). */
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t civil_to_seconds(const struct civil *c)
{
    return days_from_civil(c->year, c->month, c->day) * DAY + c->hour * 3600 + c->minute * 60 + c->second;
}

struct civil civil_from_seconds(int64_t seconds)
{
    int64_t days = seconds / DAY, rest = seconds % DAY;
    if (rest < 0) {
        rest += DAY;
        days--;
    }
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t mp = (5 * day_of_year + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    return (struct civil){
        .year = (int)(year_of_era + era * 400 + (month <= 2)),
        .month = month,
        .day = (int)(day_of_year - (153 * mp + 2) / 5 + 1),
        .hour = (int)(rest / 3600),
        .minute = (int)(rest / 60 % 60),
        .second = (int)(rest % 60),
    };
}

void civil_count_on(struct civil *civil)
{
    struct civil early = *civil;
    early.day = 1;
    if (civil->day > 28 && civil->day <= 31 && civil_valid(&early))
        *civil = civil_from_seconds(civil_to_seconds(civil));
}

int civil_weekday(const struct civil *c)
{
    int64_t days = days_from_civil(c->year, c->month, c->day);
    return (int)(((days + 4) % 7 + 7) % 7);
}

int civil_yearday(const struct civil *c)
{
    return (int)(days_from_civil(c->year, c->month, c->day) - days_from_civil(c->year, 1, 1)) + 1;
}

struct civil moment_civil(struct moment m)
{
    return civil_from_seconds(m.seconds + m.offset);
}

const char *moment_rfc3339(struct moment m, char *out)
{
    struct civil c = moment_civil(m);
    int minutes = m.offset / 60;
    int n = snprintf(out, MOMENT_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d", c.year % 10000, c.month, c.day, c.hour,
                     c.minute, c.second);
    if (minutes == 0) {
        snprintf(out + n, (size_t)(MOMENT_TEXT - n), "Z");
    } else {
        int absolute = minutes < 0 ? -minutes : minutes;
        snprintf(out + n, (size_t)(MOMENT_TEXT - n), "%c%02d:%02d", minutes < 0 ? '-' : '+', absolute / 60 % 100,
                 absolute % 60);
    }
    return out;
}
