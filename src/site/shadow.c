#include "site/shadow.h"

static str stem_of(const struct page *page)
{
    return page->stem;
}

/* A page is immutable once its site is there. */
static void set_shadowed(const struct page *page)
{
    ((struct page *)(uintptr_t)page)->shadowed = true;
}

/* The folder of the file, of a post below _posts: by it authors part their languages. */
static str folder_of(const struct page *page)
{
    str source = page->source;
    size_t posts = str_find(source, STR("_posts/"));
    source = posts == STR_NONE ? source : str_from(source, posts + STR("_posts/").n);
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash);
}

/* An address that is not taken by the same rule: "/en/about.html", "/about-2.html". */
static str free_address(const struct page *page, struct arena *arena)
{
    str folder = folder_of(page), url = page->url;
    str below = ARENA_CONCAT(arena, STR("/"), folder, STR("/"));
    if (folder.n && !str_starts(url, below))
        return ARENA_CONCAT(arena, STR("/"), folder, url);
    size_t dot = str_find_last(url, '.'), slash = str_find_last(url, '/');
    bool extension = dot != STR_NONE && (slash == STR_NONE || dot > slash);
    str name = str_trim_char_right(extension ? str_first(url, dot) : url, '/');
    return ARENA_CONCAT(arena, name, STR("-2"), str_from(url, name.n));
}

static void tell(const struct page *page, const struct page *winner, const struct generator *generator,
                 struct diag *diag)
{
    struct arena *scratch = arena_create();
    str address = free_address(page, scratch);
    diag_add(diag, SEVERITY_WARNING, page->source, 0,
             "has the same address as %.*s (%.*s), and is not shown: %.*s writes that one last. Write permalink: %.*s "
             "here to show both",
             STR_ARG(winner->source), STR_ARG(page->stem), STR_ARG(generator->name), STR_ARG(address));
    arena_destroy(scratch);
}

void shadow_settle(const struct page *const *pages, size_t count, const struct generator *generator, struct diag *diag)
{
    struct arena *scratch = arena_create();
    struct page_index stems;
    size_t shadowed = 0;
    page_index_init(&stems, pages, count, stem_of, scratch);
    for (size_t i = 0; i < count; i++) {
        const struct page *other = page_index_put(&stems, i);
        if (!other)
            continue;
        bool later = generator->is_later && generator->is_later(pages[i], other);
        set_shadowed(later ? other : pages[i]);
        if (later)
            page_index_replace(&stems, i);
        shadowed++;
    }
    for (size_t i = 0; i < count && shadowed; i++)
        if (pages[i]->shadowed)
            tell(pages[i], page_index_get(&stems, pages[i]->stem), generator, diag);
    arena_destroy(scratch);
}
