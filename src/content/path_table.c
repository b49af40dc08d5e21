#include "content/path_table.h"

#include "content/page_name.h"
#include "uri/uri.h"

static bool put(struct strmap *map, str key, size_t index)
{
    int *value = strmap_at(map, key);
    bool is_new = *value == 0;
    if (is_new)
        *value = (int)index + 1;
    return is_new;
}

static void put_aliases(struct path_table *t, const struct page *page, size_t index, struct arena *arena)
{
    for (size_t i = 0; i < page->redirect_from.count; i++) {
        str path = uri_decode(page->redirect_from.items[i], arena);
        if (!str_starts(path, STR("/")))
            path = ARENA_CONCAT(arena, STR("/"), path);
        put(&t->aliases, path, index);
    }
}

/* "2024-05-01-moon", and "sub/2024-05-01-moon" for a post in a folder of _posts. */
static void put_names(struct path_table *t, const struct page *page, size_t index)
{
    struct page_name name = page_name_of(page->source);
    put(&t->names, name.base, index);
    size_t at = str_find(page->source, STR("_posts/"));
    if (at == STR_NONE)
        return;
    str inner = str_from(page->source, at + 7);
    inner.n -= name.extension.n;
    if (inner.n != name.base.n)
        put(&t->names, inner, index);
}

void path_table_init(struct path_table *t, const struct page *const *pages, size_t count, struct arena *arena,
                     struct diag *diag)
{
    *t = (struct path_table){.pages = pages,
                             .stems = {.arena = arena},
                             .aliases = {.arena = arena},
                             .sources = {.arena = arena},
                             .names = {.arena = arena}};
    for (size_t i = 0; i < count; i++) {
        const struct page *page = pages[i];
        put(&t->sources, page->source, i);
        if (!put(&t->stems, page->stem, i))
            diag_add(diag, SEVERITY_WARNING, page->source, 0,
                     "has the address of %.*s, too (%.*s), and is not shown; give one of them a permalink",
                     STR_ARG(pages[strmap_get(&t->stems, page->stem) - 1]->source), STR_ARG(page->stem));
        put_aliases(t, page, i, arena);
        if (page->kind != PAGE_PAGE)
            put_names(t, page, i);
    }
}

static const struct page *at(const struct path_table *t, const struct strmap *map, str key)
{
    int index = strmap_get(map, key);
    return index ? t->pages[index - 1] : NULL;
}

static const struct page *by_name(const struct path_table *t, str path)
{
    const struct page *page = at(t, &t->stems, path);
    return page ? page : at(t, &t->aliases, path);
}

/* PATH, and PATH with the last slash that it lacks or without the one that it has. */
static const struct page *with_either_slash(const struct path_table *t, str path, struct arena *scratch)
{
    const struct page *page = by_name(t, path);
    if (page || !path.n)
        return page;
    if (path.n > 1 && str_ends(path, STR("/")))
        return by_name(t, str_first(path, path.n - 1));
    return by_name(t, ARENA_CONCAT(scratch, path, STR("/")));
}

static const struct page *without_extension(const struct path_table *t, str path, struct arena *scratch)
{
    static const str extensions[] = {STR_INIT(".gmi"), STR_INIT(".txt"),      STR_INIT(".html"),  STR_INIT(".htm"),
                                     STR_INIT(".md"),  STR_INIT(".markdown"), STR_INIT(".gemini")};
    const struct page *page = NULL;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions && !page; i++)
        if (str_ends(path, extensions[i])) {
            str bare = str_first(path, path.n - extensions[i].n);
            page = with_either_slash(t, bare, scratch);
            if (!page && str_ends(bare, STR("/index")))
                page = with_either_slash(t, str_first(bare, bare.n - 5), scratch);
        }
    return page;
}

const struct page *path_table_find(const struct path_table *t, str path, struct arena *scratch)
{
    const struct page *page = with_either_slash(t, path, scratch);
    if (!page)
        page = without_extension(t, path, scratch);
    if (!page && str_ends(path, STR("/index")))
        page = with_either_slash(t, str_first(path, path.n - 5), scratch);
    if (!page && path.n > 1)
        page = at(t, &t->sources, str_from(path, 1));
    return page;
}

const struct page *path_table_source(const struct path_table *t, str source)
{
    return at(t, &t->sources, source);
}

const struct page *path_table_post(const struct path_table *t, str name)
{
    while (str_starts(name, STR("/")))
        name = str_from(name, 1);
    const struct page *page = at(t, &t->names, name);
    if (page)
        return page;
    struct page_name parts = page_name_of(name);
    enum page_format format;
    if (page_format_of(parts.extension, &format))
        return path_table_post(t, str_first(name, name.n - parts.extension.n));
    return NULL;
}
