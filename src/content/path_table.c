#include "content/path_table.h"

#include "content/page_name.h"
#include "uri/uri.h"

static str stem_of(const struct page *page)
{
    return page->stem;
}

static str source_of(const struct page *page)
{
    return page->source;
}

/* "2024-05-01-moon" */
static str name_of(const struct page *page)
{
    return page->kind == PAGE_PAGE ? STR("") : page_name_of(page->source).base;
}

/* "sub/2024-05-01-moon" of a post in a folder of _posts. */
static str inner_name_of(const struct page *page)
{
    size_t at = page->kind == PAGE_PAGE ? STR_NONE : str_find(page->source, STR("_posts/"));
    if (at == STR_NONE)
        return STR("");
    str inner = str_from(page->source, at + STR("_posts/").n);
    inner.n -= page_name_of(page->source).extension.n;
    return str_has_char(inner, '/') ? inner : STR("");
}

static void put_aliases(struct path_table *t, const struct page *page, size_t index, struct arena *arena)
{
    for (size_t i = 0; i < page->redirect_from.count; i++) {
        str path = uri_decode(page->redirect_from.items[i], arena);
        if (!str_starts(path, STR("/")))
            path = ARENA_CONCAT(arena, STR("/"), path);
        int *value = strmap_at(&t->aliases, path);
        if (*value == 0)
            *value = (int)index + 1;
    }
}

void path_table_init(struct path_table *t, const struct page *const *pages, size_t count, struct arena *arena,
                     struct diag *diag)
{
    *t = (struct path_table){.pages = pages, .aliases = {.arena = arena}};
    page_index_init(&t->stems, pages, count, stem_of, arena);
    page_index_init(&t->sources, pages, count, source_of, arena);
    page_index_init(&t->names, pages, count, name_of, arena);
    page_index_init(&t->inner_names, pages, count, inner_name_of, arena);
    for (size_t i = 0; i < count; i++) {
        const struct page *page = pages[i], *first = page_index_put(&t->stems, i);
        if (first)
            diag_add(diag, SEVERITY_WARNING, page->source, 0,
                     "has the address of %.*s, too (%.*s), and is not shown; give one of them a permalink",
                     STR_ARG(first->source), STR_ARG(page->stem));
        page_index_put(&t->sources, i);
        page_index_put(&t->names, i);
        page_index_put(&t->inner_names, i);
        put_aliases(t, page, i, arena);
    }
}

static const struct page *by_name(const struct path_table *t, str path)
{
    const struct page *page = page_index_get(&t->stems, path);
    int alias = page ? 0 : strmap_get(&t->aliases, path);
    return alias ? t->pages[alias - 1] : page;
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

const struct page *path_table_find(const struct path_table *t, str path, bool by_source, struct arena *scratch)
{
    const struct page *page = with_either_slash(t, path, scratch);
    if (!page)
        page = without_extension(t, path, scratch);
    if (!page && str_ends(path, STR("/index")))
        page = with_either_slash(t, str_first(path, path.n - 5), scratch);
    if (!page && by_source && path.n > 1)
        page = page_index_get(&t->sources, str_from(path, 1));
    return page;
}

const struct page *path_table_source(const struct path_table *t, str source)
{
    return page_index_get(&t->sources, source);
}

const struct page *path_table_post(const struct path_table *t, str name)
{
    while (str_starts(name, STR("/")))
        name = str_from(name, 1);
    const struct page *page = page_index_get(str_has_char(name, '/') ? &t->inner_names : &t->names, name);
    if (page)
        return page;
    struct page_name parts = page_name_of(name);
    enum page_format format;
    if (page_format_of(parts.extension, &format))
        return path_table_post(t, str_first(name, name.n - parts.extension.n));
    return NULL;
}
