#include "site/shadow.h"

#include "base/strmap.h"
#include "uri/uri.h"

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
static str folder_of(const struct page *page, const struct generator *generator)
{
    str source = page->source;
    if (generator->content_folder.n && str_starts(source, generator->content_folder))
        source = str_from(source, generator->content_folder.n);
    size_t posts = str_find(source, STR("_posts/"));
    source = posts == STR_NONE ? source : str_from(source, posts + STR("_posts/").n);
    size_t slash = str_find_last(source, '/');
    return slash == STR_NONE ? STR("") : str_first(source, slash);
}

/* An address as readers ask for it, with or without its last slash and the extension of the web. */
static str asked_for(str address, struct arena *arena)
{
    str path = uri_decode(str_trim_char_right(address, '/'), arena);
    return str_ends(path, STR(".html")) ? str_first(path, path.n - STR(".html").n) : path;
}

/* NUMBER 0: below the file's folder, "/en/about.html"; from 2 on: "/about-2.html", and for the root "/slug-2/". */
static str address_of(const struct page *page, str folder, size_t number, struct arena *arena)
{
    str url = page->url, rooted = str_starts(url, STR("/")) ? STR("") : STR("/");
    url = ARENA_CONCAT(arena, rooted, url);
    if (!number)
        return ARENA_CONCAT(arena, STR("/"), folder, url);
    size_t dot = str_find_last(url, '.'), slash = str_find_last(url, '/');
    bool extension = dot != STR_NONE && dot > slash + 1;
    str name = str_trim_char_right(extension ? str_first(url, dot) : url, '/'), end = str_from(url, name.n);
    if (!name.n)
        name = ARENA_CONCAT(arena, STR("/"), page->slug.n ? uri_encode_component(page->slug, arena) : STR("page"));
    return ARENA_CONCAT(arena, name, arena_printf(arena, "-%zu", number), extension ? end : end.n ? STR("/") : end);
}

/* An address that no page of TAKEN has, and no other advice; it is taken then. */
static str free_address(const struct page *page, str folder, struct strmap *taken)
{
    struct arena *arena = taken->arena;
    size_t number = folder.n && !str_starts(page->url, ARENA_CONCAT(arena, STR("/"), folder, STR("/"))) ? 0 : 2;
    str address = address_of(page, folder, number, arena);
    while (strmap_has(taken, asked_for(address, arena))) {
        number = number ? number + 1 : 2;
        address = address_of(page, folder, number, arena);
    }
    strmap_keep(taken, asked_for(address, arena));
    return address;
}

static void tell(const struct page *page, const struct page *winner, const struct generator *generator,
                 struct strmap *taken, struct diag *diag)
{
    str address = free_address(page, folder_of(page, generator), taken);
    str key = generator->address_key.n ? generator->address_key : STR("permalink");
    diag_add(diag, SEVERITY_WARNING, page->source, 0,
             "has the same address as %.*s (%.*s), and is not shown: %.*s writes that one last. Write %.*s: %.*s "
             "here to show both",
             STR_ARG(winner->source), STR_ARG(page->stem), STR_ARG(generator->name), STR_ARG(key), STR_ARG(address));
}

/* Reports all pages that are shadowed. */
static void tell_all(const struct page *const *pages, size_t count, struct page_index *stems,
                     const struct generator *generator, struct diag *diag)
{
    struct strmap taken = {.arena = arena_create()};
    for (size_t i = 0; i < count; i++)
        strmap_keep(&taken, asked_for(pages[i]->stem, taken.arena));
    for (size_t i = 0; i < count; i++)
        if (pages[i]->shadowed)
            tell(pages[i], page_index_get(stems, pages[i]->stem), generator, &taken, diag);
    arena_destroy(taken.arena);
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
    if (shadowed && diag)
        tell_all(pages, count, &stems, generator, diag);
    arena_destroy(scratch);
}
