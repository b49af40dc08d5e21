#include "site/unlisted.h"

static bool is_in(str folder, str path)
{
    return str_starts(path, folder) || (path.n + 1 == folder.n && str_starts(folder, path));
}

int unlisted_folder(const struct str_list *folders, str path)
{
    int found = UNLISTED_NONE;
    for (size_t i = 0; i < folders->count; i++)
        if (is_in(folders->items[i], path) && (found < 0 || folders->items[i].n > folders->items[found].n))
            found = (int)i;
    return found;
}

int unlisted_source(const struct str_list *folders, str source)
{
    if (!folders->count)
        return UNLISTED_NONE;
    struct arena *scratch = arena_create();
    int found = unlisted_folder(folders, ARENA_CONCAT(scratch, STR("/"), source));
    arena_destroy(scratch);
    return found;
}

bool unlisted_page(const struct str_list *folders, const struct page *page)
{
    int whole = unlisted_folder(folders, STR("/"));
    const struct file_link *link = page->link;
    return unlisted_folder(folders, page->stem) != whole || unlisted_source(folders, page->source) != whole ||
           (link && unlisted_source(folders, link->path) != whole) ||
           (link && link->page && unlisted_folder(folders, link->page->stem) != whole);
}

bool unlisted_name(str source)
{
    static const str names[] = {STR_INIT("README"),          STR_INIT("LICENSE"), STR_INIT("LICENCE"),
                                STR_INIT("CLAUDE"),          STR_INIT("AGENTS"),  STR_INIT("CONTRIBUTING"),
                                STR_INIT("CODE_OF_CONDUCT"), STR_INIT("404"),     STR_INIT("offline")};
    str name = str_first(source, str_span_not(source, "."));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(name, names[i]))
            return true;
    return false;
}
