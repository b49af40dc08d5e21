#include "site/period.h"

#include "text/valid.h"

enum { DAY_S = 86400 };

struct period {
    int year, month, day; /* DAY 0: the whole month */
};

static bool take_number(str *name, size_t digits, int *number)
{
    str part;
    str_cut(*name, '/', &part, name);
    *number = 0;
    if (part.n != digits || str_span(part, "0123456789") != digits)
        return false;
    for (size_t i = 0; i < digits; i++)
        *number = *number * 10 + (part.p[i] - '0');
    return true;
}

static bool read_name(str name, struct period *period)
{
    bool slash = str_ends(name, STR("/"));
    *period = (struct period){0};
    if (slash || !take_number(&name, 4, &period->year) || !take_number(&name, 2, &period->month))
        return false;
    return !name.n || (take_number(&name, 2, &period->day) && !name.n && period->day > 0);
}

static bool is_in(const struct period *period, const struct page *page)
{
    struct civil date = moment_civil(page->date);
    return date.year == period->year && date.month == period->month && (!period->day || date.day == period->day);
}

/* The index of the first of POSTS, which fall in time, that is before SECONDS. */
static size_t first_before(const struct page *const *posts, size_t count, int64_t seconds)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (posts[middle]->date.seconds >= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct site_group *site_period(const struct site *site, str name, struct arena *arena)
{
    struct period period;
    size_t count, found = 0;
    const struct page *const *posts = site_main_posts(site, &count);
    if (!read_name(name, &period))
        return NULL;
    /* Zones lie within a day of UTC. */
    struct civil begin = {.year = period.year, .month = period.month, .day = period.day ? period.day : 1};
    if (!civil_valid(&begin))
        return NULL;
    int64_t from = civil_to_seconds(&begin) - DAY_S, to = from + (period.day ? 1 : 31) * DAY_S + 2 * DAY_S;
    size_t first = first_before(posts, count, to), last = first_before(posts, count, from);
    const struct page **kept = ARENA_ARRAY(arena, const struct page *, last - first);
    for (size_t i = first; i < last; i++)
        if (is_in(&period, posts[i]))
            kept[found++] = posts[i];
    struct site_group *group = ARENA_NEW(arena, struct site_group);
    str label = arena_printf(arena, period.day ? "%04d-%02d-%02d" : "%04d-%02d", period.year, period.month, period.day);
    *group = (struct site_group){
        .name = label, .label = label, .slug = arena_str(arena, name), .posts = kept, .count = found};
    return found ? group : NULL;
}
