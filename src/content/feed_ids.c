#include "content/feed_ids.h"

#include "content/page_name.h"
#include "content/web_address.h"
#include "uri/uri.h"

#include <stdlib.h>

struct ids {
    struct site *site;
    const struct page **posts; /* newest first */
    size_t count;
    struct strmap taken; /* index in POSTS + 1 */
    struct arena *scratch;
    struct diag *diag;
};

/* "2024-05-01:" */
static str day_of(const struct page *page, struct arena *arena)
{
    struct civil day = moment_civil(page->date);
    return arena_printf(arena, "%04d-%02d-%02d:", day.year, day.month, day.day);
}

/* What it is called before anybody asks whether it is alone with that. */
static str first_choice(const struct ids *ids, const struct page *page)
{
    if (ids->site->settings.config.url.n)
        return web_path(page->id, ids->scratch);
    str folder = page_name_of(page->source).folder;
    bool in_root = str_eq(folder, STR("_posts"));
    str file = str_first(page->source, page->source.n - page_name_of(page->source).extension.n);
    return ARENA_CONCAT(ids->scratch, day_of(page, ids->scratch),
                        uri_encode_path(in_root ? page->slug : file, ids->scratch));
}

static str second_choice(const struct ids *ids, const struct page *page)
{
    if (ids->site->settings.config.url.n)
        return web_path(page->url, ids->scratch);
    str file = str_first(page->source, page->source.n - page_name_of(page->source).extension.n);
    return ARENA_CONCAT(ids->scratch, day_of(page, ids->scratch), uri_encode_path(file, ids->scratch));
}

static str last_choice(const struct ids *ids, const struct page *page, str second)
{
    str source = uri_encode_path(page->source, ids->scratch);
    if (ids->site->settings.config.url.n)
        return ARENA_CONCAT(ids->scratch, second, STR("#"), source);
    return ARENA_CONCAT(ids->scratch, day_of(page, ids->scratch), source);
}

static void say_shared(const struct ids *ids, const struct page *page, int owner, str wanted)
{
    const struct page *first = ids->posts[owner - 1];
    diag_add(ids->diag, SEVERITY_NOTE, page->source, 0,
             "its id in feeds would be that of %.*s, which is older and keeps it (%.*s); its address stands for it",
             STR_ARG(first->source), STR_ARG(wanted));
}

static void settle(struct ids *ids, size_t i)
{
    struct page *page = (struct page *)(uintptr_t)ids->posts[i];
    str id = first_choice(ids, page);
    int owner = strmap_get(&ids->taken, id);
    if (owner) {
        say_shared(ids, page, owner, id);
        id = second_choice(ids, page);
        if (strmap_get(&ids->taken, id))
            id = last_choice(ids, page, id);
    }
    if (id.p != page->id.p || id.n != page->id.n)
        id = arena_str(ids->site->arena, id);
    page->feed_id = id;
    *strmap_at(&ids->taken, id) = (int)i + 1;
}

/* The listed ones, and those that only some readers see: whether a host restricts a folder changes no id. */
static void collect(struct ids *ids)
{
    struct site *site = ids->site;
    size_t rest = site->post_count + site->page_count;
    ids->posts = ARENA_ARRAY(ids->scratch, const struct page *, site->post_count + site->unlisted_count);
    for (size_t i = 0; i < rest + site->unlisted_count; i++)
        if ((i < site->post_count || i >= rest) && site->all[i]->in_feed)
            ids->posts[ids->count++] = site->all[i];
    if (site->unlisted_count && ids->count)
        qsort(ids->posts, ids->count, sizeof *ids->posts, site_newest_first);
}

void feed_ids_settle(struct site *site, struct diag *diag)
{
    struct arena *scratch = arena_create();
    struct ids ids = {.site = site, .taken = {.arena = scratch}, .scratch = scratch, .diag = diag};
    collect(&ids);
    for (size_t i = ids.count; i-- > 0;)
        settle(&ids, i);
    arena_destroy(scratch);
}

bool feed_id_is_new(const struct site *site, const struct page *page)
{
    if (!page->feed_id.n)
        return false;
    struct arena *scratch = arena_create();
    str old = page->url;
    if (!site->settings.config.url.n)
        old = ARENA_CONCAT(scratch, day_of(page, scratch), uri_encode_path(page->slug, scratch));
    else if (str_ends(old, STR(".html")))
        old.n -= STR(".html").n;
    bool is_new = !str_eq(uri_fix(old, scratch), page->feed_id);
    arena_destroy(scratch);
    return is_new;
}
