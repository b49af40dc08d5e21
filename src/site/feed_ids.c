#include "site/feed_ids.h"

#include "site/generator.h"

#include <stdlib.h>

struct ids {
    struct site *site;
    const struct page **posts; /* newest first */
    size_t count;
    struct strmap taken; /* index in POSTS + 1 */
    struct arena *scratch;
    struct diag *diag;
};

static str choose(const struct ids *ids, const struct page *page, int choice)
{
    return ids->site->settings.generator->feed_id(ids->site, page, choice, ids->scratch);
}

static void say_shared(const struct ids *ids, const struct page *page, int owner, str wanted)
{
    const struct page *first = ids->posts[owner - 1];
    diag_add(ids->diag, SEVERITY_NOTE, page->source, 0,
             "its id in feeds would be that of %.*s, which is older and keeps it (%.*s); its address is used instead",
             STR_ARG(first->source), STR_ARG(wanted));
}

static void settle(struct ids *ids, size_t i)
{
    struct page *page = (struct page *)(uintptr_t)ids->posts[i];
    str id = choose(ids, page, 0);
    int owner = strmap_get(&ids->taken, id);
    if (owner) {
        say_shared(ids, page, owner, id);
        id = choose(ids, page, 1);
        if (strmap_get(&ids->taken, id))
            id = choose(ids, page, 2);
    }
    if (id.p != page->id.p || id.n != page->id.n)
        id = arena_str(ids->site->arena, id);
    page->feed_id = id;
    *strmap_at(&ids->taken, id) = (int)i + 1;
}

/*
 * Collects the listed posts, and those that only some readers see: restricting a folder changes no id. Or the documents
 * of collections.
 */
static void collect(struct ids *ids, bool documents)
{
    const struct site *site = ids->site;
    size_t all = site->post_count + site->page_count + site->unlisted_count, before = ids->count;
    for (size_t i = 0; i < all; i++)
        if (site->all[i]->in_feed && !site->all[i]->shadowed && (site->all[i]->collection.n > 0) == documents)
            ids->posts[ids->count++] = site->all[i];
    if (ids->count > before)
        qsort(ids->posts + before, ids->count - before, sizeof *ids->posts, site_newest_first);
}

void feed_ids_settle(struct site *site, struct diag *diag)
{
    struct arena *scratch = arena_create();
    struct ids ids = {.site = site, .taken = {.arena = scratch}, .scratch = scratch, .diag = diag};
    size_t all = site->post_count + site->page_count + site->unlisted_count;
    ids.posts = ARENA_ARRAY(scratch, const struct page *, all);
    collect(&ids, false);
    size_t posts = ids.count;
    for (size_t i = posts; i-- > 0;)
        settle(&ids, i);
    /* A document takes no id from a post, whatever its date. */
    collect(&ids, true);
    for (size_t i = ids.count; i-- > posts;)
        settle(&ids, i);
    arena_destroy(scratch);
}
