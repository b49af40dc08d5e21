#include "site/path_table.h"

#include "site/generator.h"
#include "site/root_readme.h"
#include "uri/uri.h"

static str stem_of(const struct page *page)
{
    return page->stem;
}

static str source_of(const struct page *page)
{
    return page->source;
}

static str no_name(const struct page *page)
{
    (void)page;
    return STR("");
}

static void put_alias(struct path_table *t, str path, size_t index)
{
    int *value = strmap_at(&t->aliases, path);
    if (*value == 0)
        *value = (int)index + 1;
}

static void put_aliases(struct path_table *t, const struct page *page, size_t index, struct arena *arena)
{
    for (size_t i = 0; i < page->redirect_from.count; i++) {
        str path = uri_decode(page->redirect_from.items[i], arena);
        if (!str_starts(path, STR("/")))
            path = ARENA_CONCAT(arena, STR("/"), path);
        put_alias(t, path, index);
    }
    if (page->heads_root)
        put_alias(t, root_readme_own_stem(page), index);
}

static void put_other_names(struct path_table *t, const struct page *page, size_t index)
{
    for (size_t i = 0; i < page->other_names.count; i++) {
        int *value = strmap_at(&t->other_names, page->other_names.items[i]);
        if (*value == 0)
            *value = (int)index + 1;
    }
}

void path_table_init(struct path_table *t, const struct page *const *pages, size_t count,
                     const struct generator *generator, struct arena *arena, struct diag *diag)
{
    *t = (struct path_table){.pages = pages, .aliases = {.arena = arena}, .other_names = {.arena = arena}};
    page_index_init(&t->stems, pages, count, stem_of, arena);
    page_index_init(&t->sources, pages, count, source_of, arena);
    page_index_init(&t->short_names, pages, count, generator->short_name ? generator->short_name : no_name, arena);
    page_index_init(&t->long_names, pages, count, generator->long_name ? generator->long_name : no_name, arena);
    for (size_t i = 0; i < count; i++) {
        const struct page *page = pages[i], *first = page_index_put(&t->stems, i);
        if (first && !page->shadowed)
            diag_add(diag, SEVERITY_WARNING, page->source, 0,
                     "has the same address as %.*s (%.*s), and is not shown; give one of them a permalink",
                     STR_ARG(first->source), STR_ARG(page->stem));
        page_index_put(&t->sources, i);
        page_index_put(&t->short_names, i);
        page_index_put(&t->long_names, i);
        put_aliases(t, page, i, arena);
        put_other_names(t, page, i);
    }
}

/* The entry at the address of PAGE. */
static const struct page *shown(const struct path_table *t, const struct page *page)
{
    return page && page->shadowed ? page_index_get(&t->stems, page->stem) : page;
}

static const struct page *by_name(const struct path_table *t, str path)
{
    const struct page *page = page_index_get(&t->stems, path);
    int alias = page ? 0 : strmap_get(&t->aliases, path);
    return alias ? shown(t, t->pages[alias - 1]) : page;
}

/* Finds PATH as it is, or with the last slash that it lacks or without the one that it has. */
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
        page = path_table_source(t, str_from(path, 1));
    return page;
}

const struct page *path_table_source(const struct path_table *t, str source)
{
    return shown(t, page_index_get(&t->sources, source));
}

const struct page *path_table_named(const struct path_table *t, bool is_long, str name)
{
    const struct page *page = page_index_get(is_long ? &t->long_names : &t->short_names, name);
    int other = page || is_long ? 0 : strmap_get(&t->other_names, name);
    return other ? shown(t, t->pages[other - 1]) : page;
}
