#include "render/heading.h"

str heading_date(const struct page *page, struct arena *arena)
{
    struct civil day = moment_civil(page->date);
    return arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

str heading_meta(const struct page *page, struct arena *arena)
{
    if (!page || page->kind == PAGE_PAGE || !page->has_date)
        return STR("");
    str date = heading_date(page, arena);
    return page->author.n ? ARENA_CONCAT(arena, date, STR(" · "), page->author) : date;
}
