#include "site/uses.h"

#include "site/site.h"

struct uses *uses_create(struct arena *arena)
{
    struct uses *uses = ARENA_NEW(arena, struct uses);
    uses->arena = arena;
    return uses;
}

void uses_all(struct uses *uses)
{
    if (uses)
        uses->all = true;
}

void uses_add(struct uses *uses, enum use_kind kind, str asked, uint64_t found)
{
    if (!uses || uses->all)
        return;
    if (uses->count == USES_MAX) {
        uses->all = true;
        return;
    }
    uses->items = arena_grow(uses->arena, uses->items, uses->count, &uses->capacity, sizeof *uses->items);
    uses->items[uses->count++] = (struct use){kind, arena_str(uses->arena, asked), found};
}

void uses_append(struct uses *uses, const struct uses *from)
{
    uses->all = uses->all || from->all;
    uses->loose = uses->loose || from->loose;
    for (size_t i = 0; i < from->count; i++)
        uses_add(uses, from->items[i].kind, from->items[i].asked, from->items[i].found);
}

void uses_file(struct uses *uses, const struct page *asking, str path)
{
    if (!uses)
        return;
    uint64_t found = use_found(asking ? asking->site : NULL, USE_FILE, path);
    uses->loose = uses->loose || !found;
    uses_add(uses, USE_FILE, path, found);
}

void uses_list(struct uses *uses, const struct site *site, enum use_kind kind)
{
    unsigned bit = 1U << kind;
    if (!uses || uses->lists & bit)
        return;
    uses->lists |= bit;
    uses_add(uses, kind, STR(""), use_found(site, kind, STR("")));
}

static uint64_t hash_of_version(str path, int64_t mtime_ns, int64_t size)
{
    const int64_t version[] = {mtime_ns, size};
    return str_hash(str_hash(STR_HASH_SEED, path), (str){(const char *)version, sizeof version});
}

static uint64_t hash_of_url(const struct page *page)
{
    return page ? str_hash(STR_HASH_SEED, page->url) : 0;
}

uint64_t use_found(const struct site *site, enum use_kind kind, str asked)
{
    if (!site)
        return 0;
    const struct page *page = NULL;
    const struct site_file *file = NULL;
    switch (kind) {
    case USE_LINK:
        break;
    case USE_POSTS:
        return site_posts_version(site);
    case USE_PAGES:
        return site_pages_version(site);
    case USE_DAY:
        return site_day(site);
    case USE_POST:
        return hash_of_url(site_find_post(site, asked));
    case USE_SOURCE:
        page = site_find_source(site, asked);
        return page ? hash_of_url(page) : site_find_file_source(site, asked) ? 1 : 0;
    case USE_FILE:
        page = site_find_source(site, asked);
        file = page ? NULL : site_find_file_source(site, asked);
        return page   ? hash_of_version(page_file(page), page->file_mtime_ns, page->file_size)
               : file ? hash_of_version(site_file_path(file), file->mtime_ns, file->size)
                      : 0;
    }
    return 0;
}
