#include "site/readme.h"

#include "site/links.h"
#include "site/snapshot.h"

/* NAME in FOLDER, with any extension of a page. */
static bool is_there(const struct site *site, str folder, str name, const struct page **page, struct arena *arena)
{
    static const str extensions[] = {STR_INIT(".md"),   STR_INIT(".markdown"), STR_INIT(".mkd"),   STR_INIT(".mkdn"),
                                     STR_INIT(".html"), STR_INIT(".mkdown"),   STR_INIT(".htm"),   STR_INIT(".gmi"),
                                     STR_INIT(".txt"),  STR_INIT(".gemini"),   STR_INIT(".xhtml"), STR_INIT(".xml")};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        str source = ARENA_CONCAT(arena, folder, STR("/"), name, extensions[i]);
        *page = site_find_source(site, source);
        if (*page || site_record(site, source) || site_find_file_source(site, source))
            return true;
    }
    return false;
}

/* The order of PATH and the paths in FOLDER; 0: it is one of them. */
static int order_of(str path, str folder)
{
    int order = str_cmp(str_first(path, folder.n), folder);
    if (order || path.n <= folder.n)
        return order ? order : -1;
    return ((unsigned char)path.p[folder.n] > '/') - ((unsigned char)path.p[folder.n] < '/');
}

/* Most links that lead nowhere name no folder of the capsule. */
static bool is_folder(const struct site *site, str folder)
{
    size_t low = 0, high = site->record_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order_of(site->records[middle]->path, folder) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < site->record_count && order_of(site->records[low]->path, folder) == 0;
}

const struct page *site_find_readme(const struct site *site, str path)
{
    static const str names[] = {STR_INIT("README"), STR_INIT("readme"), STR_INIT("Readme")};
    const struct page *page, *found = NULL;
    str folder = str_trim_char_right(str_from(path, str_starts(path, STR("/"))), '/');
    if (!folder.n || str_starts(folder, STR("_")) || str_find(folder, STR("/_")) != STR_NONE ||
        !is_folder(site, folder))
        return NULL;
    struct arena *scratch = arena_create();
    bool headed = is_there(site, folder, STR("index"), &page, scratch);
    for (size_t i = 0; !headed && !found && i < sizeof names / sizeof *names; i++)
        if (is_there(site, folder, names[i], &page, scratch) && page && page->kind == PAGE_PAGE)
            found = page;
    arena_destroy(scratch);
    return found;
}
