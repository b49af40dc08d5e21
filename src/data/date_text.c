#include "data/date_text.h"

/* The parts that have been found in the text so far. */
struct found {
    struct civil civil;
    bool has_year, has_month, has_day, has_time, has_zone;
    bool after_time; /* only spaces since the time: a zone may follow */
    int offset;      /* seconds east of UTC */
};

static int month_of(str word)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int m = 0; m < 12; m++)
        if (word.n >= 3 && str_starts_nocase(word, str_of(months[m])))
            return m + 1;
    return 0;
}

static size_t digits(str s)
{
    return str_span(s, "0123456789");
}

static int number(str s)
{
    long value = 0;
    return str_to_long(s, &value) && value < 1000000 ? (int)value : -1;
}

/* "2024-5-1", "2024/05/01", "2024.5.1"; the bytes taken, 0 for none. */
static size_t take_date(str s, struct found *f)
{
    size_t a = digits(s);
    if (a < 1 || a >= s.n || !(s.p[a] == '-' || s.p[a] == '/' || s.p[a] == '.'))
        return 0;
    char separator = s.p[a];
    size_t b = digits(str_from(s, a + 1)), at = a + 1 + b;
    if (b < 1 || b > 2 || at >= s.n || s.p[at] != separator)
        return 0;
    size_t c = digits(str_from(s, at + 1));
    if (c < 1 || c > 4)
        return 0;
    int first = number(str_first(s, a)), middle = number(str_between(s, a + 1, at)),
        last = number(str_between(s, at + 1, at + 1 + c));
    bool year_last = c > 2 && a <= 2;
    f->civil.year = year_last ? last : a <= 2 ? first + (first < 69 ? 2000 : 1900) : first;
    f->civil.month = middle;
    f->civil.day = year_last ? first : last;
    f->has_year = f->has_month = f->has_day = true;
    return at + 1 + c;
}

/* "9:00", "09:00:00.5", perhaps with "am" or "pm" after it. */
static size_t take_time(str s, struct found *f)
{
    size_t a = digits(s);
    if (a < 1 || a > 2 || a >= s.n || s.p[a] != ':')
        return 0;
    size_t b = digits(str_from(s, a + 1)), at = a + 1 + b;
    if (b != 2)
        return 0;
    f->civil.hour = number(str_first(s, a));
    f->civil.minute = number(str_between(s, a + 1, at));
    if (at < s.n && s.p[at] == ':' && digits(str_from(s, at + 1)) == 2) {
        f->civil.second = number(str_between(s, at + 1, at + 3));
        at += 3;
        if (at < s.n && s.p[at] == '.')
            at += 1 + digits(str_from(s, at + 1));
    }
    str rest = str_trim_left(str_from(s, at));
    bool pm = str_starts_nocase(rest, STR("pm")), am = str_starts_nocase(rest, STR("am"));
    if (am || pm) {
        f->civil.hour = f->civil.hour % 12 + (pm ? 12 : 0);
        at = (size_t)(rest.p - s.p) + 2;
    }
    return at;
}

/* "+08:00", "-0530", "+08" after a time. One digit ("+8") is no zone to Ruby's Time.parse: it passes over it. */
static size_t take_offset(str s, struct found *f)
{
    if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-'))
        return 0;
    size_t a = digits(str_from(s, 1)), at = 1 + a;
    bool colon = at < s.n && s.p[at] == ':' && digits(str_from(s, at + 1)) == 2;
    if (a != 1 && a != 2 && a != 4)
        return 0;
    if (a == 1)
        return at + (colon ? 3 : 0);
    int hours = number(str_between(s, 1, 3)), minutes = 0;
    if (a == 4)
        minutes = number(str_between(s, 3, 5));
    else if (colon)
        minutes = number(str_between(s, at + 1, at + 3));
    at += a == 2 && colon ? 3 : 0;
    f->offset = (hours * 3600 + minutes * 60) * (s.p[0] == '-' ? -1 : 1);
    f->has_zone = true;
    return at;
}

/* The names that Ruby's time.rb knows (Time::ZoneOffset); any other means the site's own zone. */
static bool take_zone_name(str word, struct found *f)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"utc", 0},  {"ut", 0},   {"gmt", 0},  {"z", 0},    {"est", -5}, {"edt", -4},
                 {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_eq_nocase(word, str_of(zones[i].name))) {
            f->offset = zones[i].hours * 3600;
            return f->has_zone = true;
        }
    return false;
}

/* A number by itself: eight digits are a date, at most two a day, three or four a year. */
static size_t take_number(str s, struct found *f)
{
    size_t n = digits(s);
    int value = number(str_first(s, n));
    if (n == 8 && !f->has_year) {
        f->civil = (struct civil){
            .year = value / 10000, .month = number(str_between(s, 4, 6)), .day = number(str_between(s, 6, 8))};
        f->civil.year = number(str_first(s, 4));
        f->has_year = f->has_month = f->has_day = true;
    } else if (n <= 2 && !f->has_day) {
        f->civil.day = value;
        f->has_day = true;
    } else if (n >= 3 && n <= 4 && !f->has_year) {
        f->civil.year = value;
        f->has_year = true;
    }
    str rest = str_from(s, n);
    bool ordinal = str_starts_nocase(rest, STR("st")) || str_starts_nocase(rest, STR("nd")) ||
                   str_starts_nocase(rest, STR("rd")) || str_starts_nocase(rest, STR("th"));
    return n + (ordinal ? 2 : 0);
}

static size_t take_word(str s, bool after_time, struct found *f)
{
    size_t n = 0;
    while (n < s.n && char_is_alpha(s.p[n]))
        n++;
    str word = str_first(s, n);
    int month = month_of(word);
    if (month && !f->has_month) {
        f->civil.month = month;
        f->has_month = true;
    } else if (after_time) {
        bool compound = n < s.n && (s.p[n] == '+' || s.p[n] == '-');
        if (compound) /* "UTC+8", which time.rb does not know, either */
            return n + 1 + str_span(str_from(s, n + 1), "0123456789:");
        take_zone_name(word, f);
    }
    return n;
}

static size_t take(str s, struct found *f)
{
    bool after_time = f->after_time;
    if (s.p[0] == ' ')
        return 1;
    f->after_time = false;
    size_t n = f->has_time ? 0 : take_time(s, f);
    if (n)
        f->has_time = f->after_time = true;
    if (!n && !f->has_year)
        n = take_date(s, f);
    if (!n && after_time)
        n = take_offset(s, f);
    if (!n && char_is_digit(s.p[0]))
        n = take_number(s, f);
    if (!n && char_is_alpha(s.p[0]))
        n = take_word(s, after_time, f);
    return n ? n : 1;
}

static struct moment in_zone(int64_t seconds, const struct zone *zone)
{
    return (struct moment){seconds, zone_offset(zone, seconds)};
}

static bool find(str text, struct found *f)
{
    *f = (struct found){.civil = {.day = 1}};
    if (text.n > 128)
        return false;
    for (str rest = text; rest.n; rest = str_from(rest, take(rest, f)))
        ;
    civil_count_on(&f->civil);
    return f->has_year && f->has_month && civil_valid(&f->civil);
}

bool date_of_text(str text, const struct zone *zone, struct moment *out)
{
    struct found f;
    if (!find(text, &f))
        return false;
    *out = f.has_zone ? in_zone(civil_to_seconds(&f.civil) - f.offset, zone) : zone_local(zone, &f.civil);
    return true;
}

bool date_of_data(const struct data *data, const struct zone *zone, struct moment *out)
{
    if (data->kind == DATA_TIME && !data->date_only) {
        *out = in_zone(data->integer, zone);
        return true;
    }
    return (data->kind == DATA_TIME || data->kind == DATA_STRING || data->kind == DATA_INT) &&
           date_of_text(data->text, zone, out);
}

void date_keep_offset(str text, struct moment *moment)
{
    struct found f;
    if (find(text, &f) && f.has_time && f.has_zone)
        moment->offset = f.offset;
}
