#include "data/date_js.h"

#include "data/date_js_token.h"

/* The parts of one text, as src/date/dateparser.h of V8 has them. */
enum { NONE = -1, PARTS = 4 };

struct parts {
    int items[PARTS];
    size_t count;
};

struct reading {
    str rest;
    struct parts day, time;
    int month;     /* by name; 0: none */
    int half;      /* hours of "AM" and "PM"; NONE: neither */
    bool has_zone; /* one is written */
    int sign, hour, minute;
    bool iso, has_number;
};

static struct token peek(const struct reading *r)
{
    return token_at(r->rest);
}

static void pass(struct reading *r, const struct token *t)
{
    r->rest = str_from(r->rest, t->text.n);
}

static bool skip(struct reading *r, char c)
{
    bool there = r->rest.n && r->rest.p[0] == c;
    r->rest = str_from(r->rest, there);
    return there;
}

static bool add(struct parts *p, size_t most, int n)
{
    if (p->count >= most)
        return false;
    p->items[p->count++] = n;
    return true;
}

static bool within(int n, int low, int high)
{
    return n >= low && n <= high;
}

/* True when N, the next number, can only be a part of the time. */
static bool time_expects(const struct reading *r, int n)
{
    return (r->time.count == 1 && within(n, 0, 59)) || (r->time.count == 2 && within(n, 0, 59)) ||
           (r->time.count == 3 && within(n, 0, 999));
}

static void finish_time(struct reading *r)
{
    while (r->time.count < PARTS)
        r->time.items[r->time.count++] = 0;
}

static bool take_number(struct reading *r, str digits)
{
    int n = token_number(digits);
    r->has_number = true;
    if (skip(r, ':')) {
        if (!skip(r, ':'))
            return add(&r->time, PARTS, n);
        return !r->time.count && add(&r->time, PARTS, n) && add(&r->time, PARTS, 0);
    }
    bool expected = time_expects(r, n);
    if (skip(r, '.') && expected) {
        struct token next = peek(r);
        pass(r, &next);
        add(&r->time, PARTS, n);
        finish_time(r);
        return next.kind == TOKEN_NUMBER;
    }
    if (r->has_zone && r->hour != NONE && r->minute == NONE && within(n, 0, 59)) {
        r->minute = n;
        return true;
    }
    if (!expected) {
        bool fits = add(&r->day, 3, n);
        skip(r, '-');
        return fits;
    }
    add(&r->time, PARTS, n);
    finish_time(r);
    struct token next = peek(r);
    return next.kind == TOKEN_END || next.kind == TOKEN_BLANK || str_eq_nocase(next.text, STR("z")) ||
           str_eq(next.text, STR("+")) || str_eq(next.text, STR("-"));
}

static int month_of(str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int m = 0; m < 12; m++)
        if (word.n >= 3 && str_eq_nocase(str_first(word, 3), (str){names + 3 * m, 3}))
            return m + 1;
    return 0;
}

static bool zone_of(str word, int *hours)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"utc", 0},  {"ut", 0},   {"gmt", 0},  {"z", 0},    {"est", -5}, {"edt", -4},
                 {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_eq_nocase(word, str_of(zones[i].name))) {
            *hours = zones[i].hours;
            return true;
        }
    return false;
}

static bool take_word(struct reading *r, str word)
{
    int hours;
    bool pm = str_eq_nocase(word, STR("pm"));
    if ((pm || str_eq_nocase(word, STR("am"))) && r->time.count) {
        r->half = pm ? 12 : 0;
    } else if (month_of(word)) {
        r->month = month_of(word);
        skip(r, '-');
    } else if (r->has_number && zone_of(word, &hours)) {
        r->has_zone = true;
        r->sign = hours < 0 ? -1 : 1;
        r->hour = hours < 0 ? -hours : hours;
        r->minute = 0;
    } else {
        return !r->has_number && peek(r).kind != TOKEN_NUMBER;
    }
    return true;
}

static bool take_offset(struct reading *r, int sign)
{
    struct token next = peek(r);
    size_t length = next.kind == TOKEN_NUMBER ? next.text.n : 0;
    int n = length ? token_number(next.text) : 0;
    pass(r, length ? &next : &(struct token){TOKEN_END, STR("")});
    r->has_number = r->has_zone = true;
    r->sign = sign;
    if (skip(r, ':')) {
        r->hour = n;
        r->minute = NONE;
    } else if (length == 1 || length == 2) {
        r->hour = n;
        r->minute = 0;
    } else {
        r->hour = n / 100;
        r->minute = n % 100;
        return length == 3 || length == 4;
    }
    return true;
}

static void skip_parentheses(struct reading *r)
{
    int depth = 1;
    for (; r->rest.n && depth; r->rest = str_from(r->rest, 1))
        depth += r->rest.p[0] == '(' ? 1 : r->rest.p[0] == ')' ? -1 : 0;
}

static bool take_sign(struct reading *r, char c)
{
    bool utc = r->has_zone && r->hour == 0 && r->minute == 0;
    if ((c == '+' || c == '-') && (utc || r->time.count))
        return take_offset(r, c == '-' ? -1 : 1);
    if ((c == '+' || c == '-' || c == ')') && r->has_number)
        return false;
    if (c == '(')
        skip_parentheses(r);
    return true;
}

/* Takes exactly two digits between LOW and HIGH. */
static bool take_two(struct reading *r, int low, int high, int *n)
{
    struct token t = peek(r);
    *n = t.kind == TOKEN_NUMBER ? token_number(t.text) : 0;
    if (t.kind != TOKEN_NUMBER || t.text.n != 2 || !within(*n, low, high))
        return false;
    pass(r, &t);
    return true;
}

/* The clock and zone of "T07:08:09.5+09:00", behind the T; nothing else may follow. */
static bool take_iso_clock(struct reading *r)
{
    int n;
    for (size_t i = 0; i < 3; i++) {
        if (i && !skip(r, ':'))
            break;
        if (!take_two(r, 0, i ? 59 : 24, &n))
            return false;
        add(&r->time, PARTS, n);
    }
    if (r->time.count < 2)
        return false;
    if (r->time.count == 3 && skip(r, '.')) {
        struct token t = peek(r);
        pass(r, &t);
        if (t.kind != TOKEN_NUMBER)
            return false;
    }
    finish_time(r);
    if (!r->rest.n)
        return true;
    struct token t = peek(r);
    pass(r, &t);
    r->has_zone = true;
    r->sign = str_eq(t.text, STR("-")) ? -1 : 1;
    r->hour = r->minute = 0;
    if (str_eq_nocase(t.text, STR("z")))
        return !r->rest.n;
    return t.kind == TOKEN_SIGN && (t.text.p[0] == '+' || t.text.p[0] == '-') && take_two(r, 0, 23, &r->hour) &&
           skip(r, ':') && take_two(r, 0, 59, &r->minute) && !r->rest.n;
}

/* The day of "2024-05-06", as far as it is written so. */
static void take_iso_day(struct reading *r)
{
    int n;
    struct token t = peek(r);
    if (t.kind != TOKEN_NUMBER || t.text.n != 4)
        return;
    pass(r, &t);
    r->has_number = true;
    add(&r->day, 3, token_number(t.text));
    if (skip(r, '-') && take_two(r, 1, 12, &n) && add(&r->day, 3, n) && skip(r, '-') && take_two(r, 1, 31, &n))
        add(&r->day, 3, n);
}

/* True when the whole text is ISO 8601. Else R holds the day, if it is in that form, and REST what follows; *BAD: its
 * clock is none. */
static bool read_iso(struct reading *r, bool *bad)
{
    take_iso_day(r);
    struct token t = peek(r);
    if (!r->day.count)
        return false;
    if (t.kind == TOKEN_END && r->day.count) {
        r->iso = r->has_zone = true;
        r->sign = 1;
        r->hour = r->minute = 0;
        return true;
    }
    if (t.kind != TOKEN_WORD || !str_eq_nocase(t.text, STR("t")))
        return false;
    pass(r, &t);
    r->iso = take_iso_clock(r);
    *bad = !r->iso;
    return r->iso;
}

static bool read_parts(struct reading *r)
{
    for (struct token t = peek(r); t.kind != TOKEN_END; t = peek(r)) {
        pass(r, &t);
        bool good = t.kind == TOKEN_NUMBER ? take_number(r, t.text)
                    : t.kind == TOKEN_WORD ? take_word(r, t.text)
                    : t.kind == TOKEN_SIGN ? take_sign(r, t.text.p[0])
                                           : true;
        if (!good)
            return false;
    }
    return true;
}

/* The order of numbers is the one that America writes, unless the first is no day. */
static bool settle_day(const struct reading *r, struct civil *out)
{
    int item[3] = {1, 1, 1}, year = 1;
    for (size_t i = 0; i < r->day.count && i < 3; i++)
        item[i] = r->day.items[i];
    bool day_first = within(item[0], 1, 31);
    if (!r->day.count)
        return false;
    if (r->month) {
        out->month = r->month;
        out->day = r->day.count == 1 || day_first ? item[0] : item[1];
        year = r->day.count == 1 ? 1 : day_first ? item[1] : item[0];
    } else if (r->iso || !day_first) {
        year = item[0];
        out->month = item[1];
        out->day = item[2];
    } else {
        out->month = item[0];
        out->day = item[1];
        year = item[2];
    }
    if (!r->iso)
        year += within(year, 0, 49) ? 2000 : within(year, 50, 99) ? 1900 : 0;
    out->year = year;
    return year < 100000 && within(out->month, 1, 12) && within(out->day, 1, 31);
}

static bool settle_time(struct reading *r, struct civil *out)
{
    finish_time(r);
    int hour = r->time.items[0];
    if (r->half != NONE) {
        if (!within(hour, 0, 12))
            return false;
        hour = hour % 12 + r->half;
    }
    out->hour = hour;
    out->minute = r->time.items[1];
    out->second = r->time.items[2];
    bool midnight = hour == 24 && !out->minute && !out->second;
    return midnight || (within(hour, 0, 23) && within(out->minute, 0, 59) && within(out->second, 0, 59));
}

bool date_js_parse(str text, const struct zone *local, int64_t *seconds)
{
    bool bad = false;
    struct reading r = {.rest = text, .half = NONE, .hour = NONE, .minute = NONE, .sign = 1};
    struct civil at = {0};
    if (text.n > 200 || (!read_iso(&r, &bad) && (bad || !read_parts(&r))) || !settle_day(&r, &at) ||
        !settle_time(&r, &at))
        return false;
    int64_t wall = civil_to_seconds(&at);
    at = civil_from_seconds(wall);
    if (r.has_zone)
        *seconds = wall - r.sign * ((r.hour == NONE ? 0 : r.hour) * 3600 + (r.minute == NONE ? 0 : r.minute) * 60);
    else
        *seconds = zone_local(local, &at).seconds;
    return true;
}
