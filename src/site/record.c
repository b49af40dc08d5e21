#include "site/record.h"

#include "site/settings.h"

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

static str keep(str s, const struct settings *settings)
{
    return s.n ? strmap_keep(settings->names, s) : STR("");
}

static struct str_list keep_list(struct str_list list, const struct settings *settings, struct arena *arena)
{
    str *items = ARENA_ARRAY(arena, str, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = keep(list.items[i], settings);
    return (struct str_list){items, list.count};
}

/* S as a part of WHOLE, where it is one: the address, the name and the id of a post repeat each other. */
static str part_or_copy(str s, str whole, struct arena *arena)
{
    size_t at = s.n ? str_find(whole, s) : STR_NONE;
    return at == STR_NONE ? copy(s, arena) : str_between(whole, at, at + s.n);
}

static void copy_texts(struct page *page, const struct page *old, const struct settings *settings, struct arena *arena)
{
    page->source = copy(old->source, arena);
    page->title = copy(old->title, arena);
    page->title_written = copy(old->title_written, arena);
    page->url = copy(old->url, arena);
    page->stem = part_or_copy(old->stem, page->url, arena);
    page->id = part_or_copy(old->id, page->url, arena);
    page->files = part_or_copy(old->files, page->stem, arena);
    page->slug = part_or_copy(old->slug, page->source, arena);
    page->description = copy(old->description, arena);
    page->image = copy(old->image, arena);
    page->image_alt = copy(old->image_alt, arena);
    page->redirect_to = copy(old->redirect_to, arena);
    page->lang = keep(old->lang, settings);
    page->author = keep(old->author, settings);
    page->home = keep(old->home, settings);
    page->layout = keep(old->layout, settings);
    page->collection = keep(old->collection, settings);
}

static struct list_places keep_lists(struct list_places lists, const struct settings *settings, struct arena *arena)
{
    struct list_place *items = ARENA_ARRAY(arena, struct list_place, lists.count);
    for (size_t i = 0; i < lists.count; i++)
        items[i] = (struct list_place){.address = keep(lists.items[i].address, settings),
                                       .label = keep(lists.items[i].label, settings),
                                       .around = lists.items[i].around,
                                       .term = lists.items[i].term};
    return (struct list_places){items, lists.count};
}

static struct author_list keep_authors(struct author_list authors, const struct settings *settings, struct arena *arena)
{
    struct author *items = ARENA_ARRAY(arena, struct author, authors.count);
    for (size_t i = 0; i < authors.count; i++)
        items[i] = (struct author){.name = keep(authors.items[i].name, settings),
                                   .email = keep(authors.items[i].email, settings),
                                   .uri = keep(authors.items[i].uri, settings)};
    return (struct author_list){items, authors.count};
}

static struct page *copy_page(const struct page *old, const struct settings *settings, struct arena *arena)
{
    struct page *page = ARENA_NEW(arena, struct page);
    *page = *old;
    copy_texts(page, old, settings, arena);
    page->categories = keep_list(old->categories, settings, arena);
    page->tags = keep_list(old->tags, settings, arena);
    page->redirect_from = copy_list(old->redirect_from, arena);
    page->other_names = copy_list(old->other_names, arena);
    page->authors = keep_authors(old->authors, settings, arena);
    page->lists = keep_lists(old->lists, settings, arena);
    page->translates = copy(old->translates, arena);
    page->translation = NULL;
    page->feed_id = page->picture = page->leads_to = STR("");
    page->newer = page->older = NULL;
    page->link = NULL;
    page->shadowed = false;
    page->site = NULL;
    return page;
}

struct record *record_copy(const struct record *old, const struct settings *settings, struct arena *arena)
{
    struct record *record = ARENA_NEW(arena, struct record);
    *record = *old;
    if (old->link) {
        record->link = ARENA_NEW(arena, struct file_link);
        *record->link = (struct file_link){.path = copy(old->link->path, arena)};
    }
    if (old->page) {
        record->page = copy_page(old->page, settings, arena);
        record->path = record->page->source;
    } else {
        record->path = copy(old->path, arena);
    }
    return record;
}

struct page *record_page(struct record *record)
{
    /* The record owns its page, which is const for all who read it. */
    return (struct page *)(uintptr_t)record->page;
}
