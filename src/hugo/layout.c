#include "hugo/layout.h"

#include "base/buf.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

enum { PARTS = 13 };

/* A part of a layout, at one time. */
struct part {
    str layout;
    int digits, number; /* 0 digits: of TEXT, so many letters */
    const char *text;
    size_t letters;
};

/* Longer ones stand before those that they begin with. */
static void list_parts(const struct civil *at, struct part *parts)
{
    const struct part known[PARTS] = {
        {STR_INIT("2006"), 4, at->year, NULL, 0},
        {STR_INIT("January"), 0, 0, months[at->month - 1], SIZE_MAX},
        {STR_INIT("Monday"), 0, 0, days[civil_weekday(at)], SIZE_MAX},
        {STR_INIT("Jan"), 0, 0, months[at->month - 1], 3},
        {STR_INIT("Mon"), 0, 0, days[civil_weekday(at)], 3},
        {STR_INIT("01"), 2, at->month, NULL, 0},
        {STR_INIT("02"), 2, at->day, NULL, 0},
        {STR_INIT("04"), 2, at->minute, NULL, 0},
        {STR_INIT("05"), 2, at->second, NULL, 0},
        {STR_INIT("06"), 2, at->year % 100, NULL, 0},
        {STR_INIT("15"), 2, at->hour, NULL, 0},
        {STR_INIT("1"), 1, at->month, NULL, 0},
        {STR_INIT("2"), 1, at->day, NULL, 0},
    };
    memcpy(parts, known, sizeof known);
}

static str written(const struct part *part, struct arena *arena)
{
    return part->digits ? arena_printf(arena, "%0*d", part->digits, part->number)
                        : str_first(str_of(part->text), part->letters);
}

bool layout_part(str token, const struct civil *at, struct arena *arena, str *value)
{
    struct part parts[PARTS];
    list_parts(at, parts);
    for (size_t i = 0; i < PARTS; i++)
        if (str_eq(token, parts[i].layout)) {
            *value = written(&parts[i], arena);
            return true;
        }
    return false;
}

str layout_fill(str layout, const struct civil *at, struct arena *arena)
{
    struct part parts[PARTS];
    struct buf out;
    list_parts(at, parts);
    buf_init(&out, 1 << 16);
    while (layout.n) {
        size_t i = 0;
        while (i < PARTS && !str_starts(layout, parts[i].layout))
            i++;
        buf_put(&out, i < PARTS ? written(&parts[i], arena) : str_first(layout, 1));
        layout = str_from(layout, i < PARTS ? parts[i].layout.n : 1);
    }
    return buf_keep(&out, arena);
}
