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
    static const char *const names[] = {"README", "LICENSE",      "LICENCE",        "CLAUDE",
                                        "AGENTS", "CONTRIBUTING", "CODE_OF_CONDUCT"},
                             *const anywhere[] = {"404", "offline"};
    size_t slash = str_find_last(source, '/');
    str base = slash == STR_NONE ? source : str_from(source, slash + 1),
        name = str_first(base, str_span_not(base, "."));
    return STR_IS_ANY_NOCASE(name, anywhere) || (slash == STR_NONE && STR_IS_ANY_NOCASE(name, names));
}
