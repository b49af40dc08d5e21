#include "content/site.h"

#include "content/page_name.h"
#include "content/site_build.h"
#include "text/slug.h"

#include <stdlib.h>

/* The part of PATH under the capsule's baseurl; false when it is not there, or there is none. */
static bool under_baseurl(const struct site *site, str path, str *inner)
{
    str base = site->settings.config.baseurl;
    if (!base.n || !str_starts(path, base))
        return false;
    *inner = path.n == base.n ? STR("/") : str_from(path, base.n);
    return str_starts(*inner, STR("/"));
}

const struct page *site_find(const struct site *site, str path)
{
    struct arena *scratch = arena_create();
    const struct page *page = path_table_find(&site->paths, path, scratch);
    str inner;
    if (!page && under_baseurl(site, path, &inner))
        page = path_table_find(&site->paths, inner, scratch);
    arena_destroy(scratch);
    return page;
}

const struct site_group *site_find_group(const struct site_groups *groups, str name)
{
    for (size_t i = 0; i < groups->count; i++)
        if (str_eq(groups->items[i].name, name))
            return &groups->items[i];
    struct arena *scratch = arena_create();
    str slug = text_slug(name, SLUG_DEFAULT, false, scratch);
    const struct site_group *found = NULL;
    for (size_t i = 0; i < groups->count && !found; i++)
        if (str_eq(groups->items[i].slug, slug.n ? slug : name))
            found = &groups->items[i];
    arena_destroy(scratch);
    return found;
}

const struct page *site_find_source(const struct site *site, str source)
{
    return path_table_source(&site->paths, source);
}

const struct page *site_find_post(const struct site *site, str name)
{
    return path_table_post(&site->paths, name);
}

/* The first file whose path is not before PATH. */
static size_t first_file(const struct site *site, str path)
{
    size_t low = 0, high = site->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(site->files[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct site_file *site_find_file(const struct site *site, str path)
{
    size_t at = first_file(site, path);
    return at < site->file_count && str_eq(site->files[at].path, path) ? &site->files[at] : NULL;
}

/* The first page whose source is not before PATH; pages are sorted by it. */
static size_t first_page(const struct site *site, str path)
{
    size_t low = site->post_count, high = site->post_count + site->page_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(site->all[middle]->source, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool site_has_folder(const struct site *site, str path)
{
    if (!path.n)
        return true;
    struct arena *scratch = arena_create();
    str prefix = ARENA_CONCAT(scratch, path, STR("/"));
    size_t file = first_file(site, prefix), page = first_page(site, prefix);
    bool found = (file < site->file_count && str_starts(site->files[file].path, prefix)) ||
                 (page < site->post_count + site->page_count && str_starts(site->all[page]->source, prefix));
    arena_destroy(scratch);
    return found;
}

struct name_list {
    str *items;
    size_t count, capacity;
    struct arena *arena;
};

/* The entry of the folder that PATH, which begins with its PREFIX, leads through. */
static void add(struct name_list *list, str path, str prefix)
{
    str rest = str_from(path, prefix.n);
    size_t slash = str_find_char(rest, '/');
    str name = slash == STR_NONE ? rest : str_first(rest, slash + 1);
    if (list->count && str_eq(list->items[list->count - 1], name))
        return;
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = name;
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

struct str_list site_folder(const struct site *site, str path, struct arena *arena)
{
    struct name_list list = {.arena = arena};
    str prefix = path.n ? ARENA_CONCAT(arena, path, STR("/")) : STR("");
    for (size_t i = first_file(site, prefix); i < site->file_count && str_starts(site->files[i].path, prefix); i++)
        add(&list, site->files[i].path, prefix);
    size_t end = site->post_count + site->page_count;
    for (size_t i = first_page(site, prefix); i < end && str_starts(site->all[i]->source, prefix); i++)
        add(&list, site->all[i]->source, prefix);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++)
        if (kept == 0 || !str_eq(list.items[kept - 1], list.items[i]))
            list.items[kept++] = list.items[i];
    return (struct str_list){list.items, kept};
}
