#include "answer/page_list.h"

#include "answer/section_list.h"
#include "render/link_targets.h"
#include "render/places.h"
#include "render/words.h"

#include <stdlib.h>

enum { SHOWN_MAX = 20 };

struct entry {
    const struct page *page;
    str folder, title;
    size_t rank; /* in header_pages; the number of those for all others */
};

struct entries {
    struct entry *items;
    size_t count;
};

static str word(const struct site *site, size_t edition, enum word word)
{
    return word_of(site_config(site), site_edition(site, edition).lang, word);
}

static str folder_in(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR("") : str_first(path, slash + 1);
}

/* The folder of PAGE, within the one that its generator has for texts; where there is such, a page that shares its
 * folder with its own files alone stands in the folder around that. */
static str folder_of(const struct page *page)
{
    str content = site_content_folder(page->site), folder = folder_in(page->source);
    if (!content.n || !str_starts(folder, content))
        return folder;
    bool bundle = str_starts(str_from(page->source, folder.n), STR("index."));
    folder = str_from(folder, content.n);
    return bundle ? folder_in(str_trim_char_right(folder, '/')) : folder;
}

static size_t rank_of(const struct site *site, const struct page *page)
{
    const struct str_list *first = &site_config(site)->header_pages;
    size_t i = 0;
    while (i < first->count && !str_eq(first->items[i], page->source))
        i++;
    return i;
}

/* A document stands in the list of its collection, a page in that of its section. */
static bool has_list(const struct page *page)
{
    for (size_t i = 0; i < page->lists.count; i++)
        if (!page->lists.items[i].around)
            return true;
    return page->heads_list || (page->collection.n && place_has_collection(page->collection));
}

static void put_collections(struct menu *menu, const struct site *site)
{
    const struct site_groups *all = site_collections(site);
    menu_gap(menu);
    for (size_t i = 0; i < all->count; i++)
        if (place_has_collection(all->items[i].name)) {
            str label = arena_printf(menu->arena, "%.*s (%zu)", STR_ARG(all->items[i].label), all->items[i].count);
            menu_link(menu, '1', place_of_collection(&all->items[i], menu->arena), label);
        }
}

static void put_lists(struct menu *menu, const struct site *site, size_t edition)
{
    if (!edition)
        put_collections(menu, site);
    section_list_put_top(menu, site, edition);
}

bool page_list_has(const struct page *page)
{
    return !str_eq(page->stem, STR("/")) && !page->apart && !has_list(page);
}

static struct entries entries_of(const struct site *site, size_t edition, struct arena *arena)
{
    size_t count;
    const struct page *const *pages = site_pages(site, &count);
    const struct site_list *list = site_edition_list(site, edition);
    if (list) {
        pages = list->pages;
        count = list->page_count;
    }
    struct entries entries = {ARENA_ARRAY(arena, struct entry, count + 1), 0};
    for (size_t i = 0; i < count; i++) {
        const struct page *page = pages[i];
        if (list ? !page->apart : page_list_has(page))
            entries.items[entries.count++] = (struct entry){.page = page,
                                                            .folder = folder_of(page),
                                                            .title = page->title.n ? page->title : page->source,
                                                            .rank = rank_of(site, page)};
    }
    return entries;
}

static int by_title(const void *a, const void *b)
{
    const struct entry *one = a, *two = b;
    int order = (one->rank > two->rank) - (one->rank < two->rank);
    if (order == 0)
        order = str_cmp(one->title, two->title);
    return order ? order : str_cmp(one->page->source, two->page->source);
}

static int by_folder(const void *a, const void *b)
{
    int order = str_cmp(((const struct entry *)a)->folder, ((const struct entry *)b)->folder);
    return order ? order : by_title(a, b);
}

static void sort(struct entries *entries, int order(const void *, const void *))
{
    if (entries->count)
        qsort(entries->items, entries->count, sizeof *entries->items, order);
}

static void put_entry(struct menu *menu, const struct entry *entry)
{
    menu_page(menu, entry->page, entry->title);
}

/* Each folder's entries below its name. */
static void put_folders(struct menu *menu, const struct entries *entries, int level)
{
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->items[i];
        if (i && str_eq(entry->folder, entries->items[i - 1].folder)) {
            put_entry(menu, entry);
            continue;
        }
        menu_gap(menu);
        if (entry->folder.n)
            menu_heading(menu, level, entry->folder);
        menu_gap(menu);
        put_entry(menu, entry);
    }
}

/* Removes the pages that LINKED names, which makes room for others. */
static void drop_linked(struct menu *menu, struct entries *entries, const struct strmap *linked)
{
    size_t kept = 0;
    for (size_t i = 0; i < entries->count && kept < SHOWN_MAX; i++) {
        str address = link_to_page(menu->scope, entries->items[i].page, menu->arena).address;
        if (!strmap_get(linked, address))
            entries->items[kept++] = entries->items[i];
    }
    entries->count = kept;
}

void page_list_put_some(struct menu *menu, const struct site *site, size_t edition, const struct document *text)
{
    struct strmap linked = {.arena = menu->arena};
    struct entries entries = entries_of(site, edition, menu->arena);
    if (!entries.count) {
        put_lists(menu, site, edition);
        return;
    }
    if (text)
        link_targets(text, menu->scope, menu->arena, &linked);
    bool folders = site_config(site)->pages_by_folder;
    sort(&entries, folders ? by_folder : by_title);
    drop_linked(menu, &entries, &linked);
    menu_gap(menu);
    if (entries.count)
        menu_heading(menu, 2, word(site, edition, WORD_PAGES));
    menu_gap(menu);
    if (folders) {
        put_folders(menu, &entries, 3);
        menu_gap(menu);
    }
    for (size_t i = 0; !folders && i < entries.count; i++)
        put_entry(menu, &entries.items[i]);
    menu_link(menu, '1', place_in_edition(site, edition, STR("pages/"), menu->arena),
              word(site, edition, WORD_ALL_PAGES));
    put_lists(menu, site, edition);
}

void page_list_put_all(struct menu *menu, const struct site *site, size_t edition)
{
    struct entries entries = entries_of(site, edition, menu->arena);
    sort(&entries, by_folder);
    put_folders(menu, &entries, 2);
    put_lists(menu, site, edition);
}
