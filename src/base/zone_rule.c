#include "base/zone_rule.h"

#include "base/clock.h"

enum { DAY = 86400, HOUR = 3600 };

static bool take_char(str *s, char c)
{
    if (!s->n || *s->p != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool take_number(str *s, int least, int most, int *out)
{
    int n = 0;
    size_t digits = 0;
    for (; digits < s->n && digits < 4 && char_is_digit(s->p[digits]); digits++)
        n = n * 10 + (s->p[digits] - '0');
    *s = str_from(*s, digits);
    *out = n;
    return digits && n >= least && n <= most;
}

/* [+-]h[h[h]][:mm[:ss]] as seconds. */
static bool take_time(str *s, int most_hours, int *out)
{
    bool minus = take_char(s, '-');
    if (!minus)
        take_char(s, '+');
    int hours, minutes = 0, seconds = 0;
    if (!take_number(s, 0, most_hours, &hours))
        return false;
    if (take_char(s, ':')) {
        if (!take_number(s, 0, 59, &minutes))
            return false;
        if (take_char(s, ':') && !take_number(s, 0, 59, &seconds))
            return false;
    }
    *out = (hours * HOUR + minutes * 60 + seconds) * (minus ? -1 : 1);
    return true;
}

static bool take_name(str *s)
{
    bool quoted = take_char(s, '<');
    size_t n = 0;
    while (n < s->n && (quoted ? s->p[n] != '>' : char_is_alpha(s->p[n])))
        n++;
    *s = str_from(*s, n);
    return n >= 3 && (!quoted || take_char(s, '>'));
}

static bool take_month_day(str *s, struct zone_change *c)
{
    c->kind = ZONE_DAY_MONTH;
    return take_number(s, 1, 12, &c->month) && take_char(s, '.') && take_number(s, 1, 5, &c->week) &&
           take_char(s, '.') && take_number(s, 0, 6, &c->day);
}

static bool take_year_day(str *s, struct zone_change *c)
{
    c->kind = take_char(s, 'J') ? ZONE_DAY_JULIAN : ZONE_DAY_ZERO;
    return take_number(s, c->kind == ZONE_DAY_JULIAN ? 1 : 0, 365, &c->day);
}

static bool take_change(str *s, struct zone_change *c)
{
    c->time = 2 * HOUR;
    if (!take_char(s, ',') || !(take_char(s, 'M') ? take_month_day(s, c) : take_year_day(s, c)))
        return false;
    return !take_char(s, '/') || take_time(s, 167, &c->time);
}

bool zone_rule_parse(str tz, struct zone_rule *rule)
{
    *rule = (struct zone_rule){0};
    int west;
    if (!take_name(&tz) || !take_time(&tz, 24, &west))
        return false;
    rule->standard = -west;
    if (!tz.n)
        return true;
    rule->has_saving = true;
    rule->saving = rule->standard + HOUR;
    if (!take_name(&tz))
        return false;
    if (tz.n && *tz.p != ',') {
        if (!take_time(&tz, 24, &west))
            return false;
        rule->saving = -west;
    }
    if (!tz.n)
        tz = STR(",M3.2.0,M11.1.0");
    return take_change(&tz, &rule->start) && take_change(&tz, &rule->end) && !tz.n;
}

static int month_length(int year, int month)
{
    struct civil day = {.year = year, .month = month, .day = 31};
    while (!civil_valid(&day))
        day.day--;
    return day.day;
}

static int day_of_month(const struct zone_change *c, int year)
{
    struct civil first = {.year = year, .month = c->month, .day = 1};
    int day = 1 + (c->day - civil_weekday(&first) + 7) % 7 + (c->week - 1) * 7;
    return day > month_length(year, c->month) ? day - 7 : day;
}

/* The wall clock of a change, as if it were UTC. */
static int64_t change_in(const struct zone_change *c, int year)
{
    struct civil day = {.year = year, .month = 1, .day = 1};
    int64_t midnight = civil_to_seconds(&day);
    switch (c->kind) {
    case ZONE_DAY_JULIAN: /* 29 February is never counted */
        midnight += (int64_t)(c->day - 1 + (c->day >= 60 && month_length(year, 2) == 29)) * DAY;
        break;
    case ZONE_DAY_ZERO:
        midnight += (int64_t)c->day * DAY;
        break;
    case ZONE_DAY_MONTH:
        day = (struct civil){.year = year, .month = c->month, .day = day_of_month(c, year)};
        midnight = civil_to_seconds(&day);
        break;
    }
    return midnight + c->time;
}

/* The same moment in the years 2000 to 2399: the calendar repeats, and no year is out of range. */
static int64_t within_cycle(int64_t seconds)
{
    const int64_t cycle = INT64_C(146097) * DAY, base = INT64_C(946684800);
    int64_t rest = seconds % cycle - base % cycle;
    return base + (rest < 0 ? rest + cycle : rest);
}

int zone_rule_offset(const struct zone_rule *rule, int64_t seconds)
{
    if (!rule->has_saving)
        return rule->standard;
    int64_t t = within_cycle(seconds);
    int year = civil_from_seconds(t + rule->standard).year;
    int64_t start = change_in(&rule->start, year) - rule->standard;
    int64_t end = change_in(&rule->end, year) - rule->saving;
    bool saving = start < end ? t >= start && t < end : t >= start || t < end;
    return saving ? rule->saving : rule->standard;
}
