#include "content/record.h"

static str copy(str s, struct arena *arena)
{
    return s.n ? arena_str(arena, s) : STR("");
}

static struct str_list copy_list(struct str_list list, struct arena *arena)
{
    str *items = ARENA_ARRAY(arena, str, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = copy(list.items[i], arena);
    return (struct str_list){items, list.count};
}

static struct page *copy_page(const struct page *old, struct arena *arena)
{
    struct page *page = ARENA_NEW(arena, struct page);
    *page = *old;
    str *const texts[] = {&page->source, &page->title,  &page->slug,   &page->stem,        &page->url,  &page->id,
                          &page->lang,   &page->author, &page->layout, &page->description, &page->image};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = copy(*texts[i], arena);
    page->categories = copy_list(old->categories, arena);
    page->tags = copy_list(old->tags, arena);
    page->redirect_from = copy_list(old->redirect_from, arena);
    page->newer = page->older = NULL;
    page->site = NULL;
    return page;
}

struct record *record_copy(const struct record *old, struct arena *arena)
{
    struct record *record = ARENA_NEW(arena, struct record);
    *record = *old;
    if (old->page) {
        record->page = copy_page(old->page, arena);
        record->path = record->page->source;
    } else {
        record->path = copy(old->path, arena);
    }
    return record;
}

struct page *record_page(struct record *record)
{
    /* The record owns its page; it is const for those who read it. */
    return (struct page *)(uintptr_t)record->page;
}
