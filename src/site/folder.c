#include "site/site.h"

#include "site/snapshot.h"
#include "site/unlisted.h"

#include <stdlib.h>

/* Pages in the order of their sources: the listed ones, or the unlisted, posts among them. */
struct page_range {
    const struct page *const *pages;
    size_t count;
};

static struct page_range range_of(const struct site *site, bool unlisted)
{
    const struct page *const *pages = site->all + site->post_count;
    return unlisted ? (struct page_range){pages + site->page_count, site->unlisted_count}
                    : (struct page_range){pages, site->page_count};
}

/* The index of the first page whose source is not before PATH. */
static size_t first_page(struct page_range range, str path)
{
    size_t low = 0, high = range.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(range.pages[middle]->source, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_page(struct page_range range, str prefix)
{
    for (size_t i = first_page(range, prefix); i < range.count && str_starts(range.pages[i]->source, prefix); i++)
        if (range.pages[i]->kind == PAGE_PAGE)
            return true;
    return false;
}

bool site_has_folder(const struct site *site, str path)
{
    if (!path.n)
        return true;
    struct arena *scratch = arena_create();
    str prefix = ARENA_CONCAT(scratch, path, STR("/"));
    size_t file = site_first_file(site, prefix);
    bool found = (file < site->file_count && str_starts(site->files[file].path, prefix)) ||
                 has_page(range_of(site, false), prefix) || has_page(range_of(site, true), prefix);
    arena_destroy(scratch);
    return found;
}

struct name_list {
    const struct site *site;
    str prefix;                /* the folder's path with its slash; empty: the capsule's own folder */
    int within, really_within; /* the unlisted folders that it is in: by its own path, and by that without links */
    str *items;
    size_t count, capacity;
    struct arena *arena;
};

/* May the list show PATH, the target of a link? */
static bool is_open(const struct name_list *list, str path)
{
    const struct str_list *unlisted = &list->site->options.unlisted;
    int folder = unlisted_folder(unlisted, path);
    return folder == list->within || folder == list->really_within || folder == unlisted_folder(unlisted, STR("/"));
}

/* True when SOURCE is in no unlisted folder that the list is not in, by its own path and by that without links. */
static bool is_visible(const struct name_list *list, str source)
{
    const struct str_list *unlisted = &list->site->options.unlisted;
    if (!unlisted->count)
        return true;
    str path = ARENA_CONCAT(list->arena, STR("/"), source);
    return unlisted_folder(unlisted, path) == list->within &&
           is_open(list, site_real_path(list->site, path, list->arena));
}

/* Adds the entry of the folder through which PATH, which begins with the list's prefix, leads. */
static void add(struct name_list *list, str path, const struct file_link *link)
{
    if (link && link->page && !is_open(list, link->page->stem))
        return;
    str rest = str_from(path, list->prefix.n);
    size_t slash = str_find_char(rest, '/');
    str name = slash == STR_NONE ? rest : str_first(rest, slash + 1);
    if (list->count && str_eq(list->items[list->count - 1], name))
        return;
    if (!is_visible(list, str_first(path, list->prefix.n + name.n)))
        return;
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = name;
}

static void add_files(struct name_list *list)
{
    const struct site *site = list->site;
    size_t i = site_first_file(site, list->prefix);
    for (; i < site->file_count && str_starts(site->files[i].path, list->prefix); i++)
        add(list, site->files[i].path, site->files[i].link);
}

static void add_pages(struct name_list *list, bool unlisted)
{
    const struct str_list *folders = &list->site->options.unlisted;
    struct page_range range = range_of(list->site, unlisted);
    size_t i = first_page(range, list->prefix);
    for (; i < range.count && str_starts(range.pages[i]->source, list->prefix); i++)
        if (range.pages[i]->kind == PAGE_PAGE && unlisted_folder(folders, range.pages[i]->stem) == list->within)
            add(list, range.pages[i]->source, range.pages[i]->link);
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

struct str_list site_folder(const struct site *site, str path, struct arena *arena)
{
    str prefix = path.n ? ARENA_CONCAT(arena, path, STR("/")) : STR("");
    const struct str_list *unlisted = &site->options.unlisted;
    str real = site_real_path(site, ARENA_CONCAT(arena, STR("/"), prefix), arena);
    struct name_list list = {.site = site,
                             .prefix = prefix,
                             .within = unlisted_source(unlisted, prefix),
                             .really_within = unlisted_folder(unlisted, real),
                             .arena = arena};
    add_files(&list);
    add_pages(&list, false);
    add_pages(&list, true);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++)
        if (kept == 0 || !str_eq(list.items[kept - 1], list.items[i]))
            list.items[kept++] = list.items[i];
    return (struct str_list){list.items, kept};
}
