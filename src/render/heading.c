#include "render/heading.h"

static str day_of(struct moment moment, struct arena *arena)
{
    struct civil day = moment_civil(moment);
    return arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

str heading_date(const struct page *page, struct arena *arena)
{
    return day_of(page->date, arena);
}

str heading_changed(const struct page *page, struct arena *arena)
{
    return day_of(page->modified, arena);
}

str heading_meta(const struct page *page, struct arena *arena)
{
    if (!page || page->kind == PAGE_PAGE || !page->has_date)
        return STR("");
    str date = heading_date(page, arena);
    return page->author.n ? ARENA_CONCAT(arena, date, STR(" · "), page->author) : date;
}
