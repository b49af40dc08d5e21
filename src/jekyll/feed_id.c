#include "jekyll/feed_id.h"

#include "jekyll/page_name.h"
#include "site/web_address.h"
#include "uri/uri.h"

/* "2024-05-01:" */
static str day_of(const struct page *page, struct arena *arena)
{
    struct civil day = moment_civil(page->date);
    return arena_printf(arena, "%04d-%02d-%02d:", day.year, day.month, day.day);
}

/* The choice before it is known whether another post has it. */
static str first_choice(bool on_web, const struct page *page, struct arena *arena)
{
    if (on_web)
        return web_path(page->id, arena);
    str folder = page_name_of(page->source).folder;
    bool in_root = str_eq(folder, STR("_posts"));
    str file = str_first(page->source, page->source.n - page_name_of(page->source).extension.n);
    return ARENA_CONCAT(arena, day_of(page, arena), uri_encode_path(in_root ? page->slug : file, arena));
}

static str second_choice(bool on_web, const struct page *page, struct arena *arena)
{
    if (on_web)
        return web_path(page->url, arena);
    str file = str_first(page->source, page->source.n - page_name_of(page->source).extension.n);
    return ARENA_CONCAT(arena, day_of(page, arena), uri_encode_path(file, arena));
}

static str last_choice(bool on_web, const struct page *page, struct arena *arena)
{
    str source = uri_encode_path(page->source, arena);
    if (on_web)
        return ARENA_CONCAT(arena, second_choice(on_web, page, arena), STR("#"), source);
    return ARENA_CONCAT(arena, day_of(page, arena), source);
}

str feed_id(const struct site *site, const struct page *page, int choice, struct arena *arena)
{
    bool on_web = site_config(site)->url.n > 0;
    return choice == 0   ? first_choice(on_web, page, arena)
           : choice == 1 ? second_choice(on_web, page, arena)
                         : last_choice(on_web, page, arena);
}

bool feed_id_is_new(const struct site *site, const struct page *page)
{
    if (!page->feed_id.n)
        return false;
    struct arena *scratch = arena_create();
    str old = page->url;
    if (!site_config(site)->url.n)
        old = ARENA_CONCAT(scratch, day_of(page, scratch), uri_encode_path(page->slug, scratch));
    else if (str_ends(old, STR(".html")))
        old.n -= STR(".html").n;
    bool is_new = !str_eq(uri_fix(old, scratch), page->feed_id);
    arena_destroy(scratch);
    return is_new;
}
