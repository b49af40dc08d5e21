#include "answer/capsule.h"

#include "search/search.h"
#include "search/text.h"
#include "site/unlisted.h"
#include "text/width.h"
#include "uri/uri.h"

#include <stdlib.h>

str capsule_unserved_words(const struct capsule *capsule)
{
    return capsule->options.root < 0 ? STR("The folder of this capsule is not there now")
                                     : STR("This capsule is not served until its configuration is fixed");
}

enum { ABSENT_COLUMNS = 200 };

/* The author's page for what is not there, unless only some may see it. */
static const struct page *absent_page(const struct capsule *capsule)
{
    static const str names[] = {STR_INIT("404.md"), STR_INIT("404.markdown"), STR_INIT("404.html"),
                                STR_INIT("404.gmi")};
    const struct str_list *unlisted = &capsule->options.site.unlisted;
    if (unlisted_folder(unlisted, STR("/")) != UNLISTED_NONE)
        return NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct page *page = site_find_source(capsule->site, names[i]);
        if (page && !page->draft && !page->withdrawn && !unlisted_page(unlisted, page))
            return page;
    }
    return NULL;
}

static str own_absent_words(const struct capsule *capsule, const struct page *page, struct arena *arena)
{
    str text;
    search_text_within(site_root(capsule->site, capsule->options.root), page, SEARCH_EASY_STEPS, arena, &text);
    text = search_clean(text, arena);
    bool titled = page->titled && !str_starts(text, page->title);
    text = titled ? ARENA_CONCAT(arena, page->title, text.n ? STR(": ") : STR(""), text) : text;
    str cut = str_trim(str_first(text, text_fit(text, ABSENT_COLUMNS)));
    return cut.n < text.n ? ARENA_CONCAT(arena, cut, STR("\xe2\x80\xa6")) : cut;
}

static void find_words(struct capsule *capsule)
{
    arena_destroy(capsule->words);
    capsule->words = arena_create();
    const struct page *page = capsule->site ? absent_page(capsule) : NULL;
    str own = page ? own_absent_words(capsule, page, capsule->words) : STR("");
    bool searched = capsule->site && site_is_searched(capsule->site);
    capsule->absent_bare = own.n ? str_trim_char_right(own, '.') : STR("Not found");
    capsule->absent = ARENA_CONCAT(capsule->words, capsule->absent_bare, searched ? STR("; try /search") : STR(""));
}

str capsule_absent_words(const struct capsule *capsule, struct arena *arena)
{
    return capsule ? arena_str(arena, capsule->absent) : STR("Not found");
}

struct capsule *capsule_create(const struct capsule_options *options, const struct site *site)
{
    struct capsule *capsule = calloc(1, sizeof *capsule);
    if (!capsule)
        abort();
    *capsule = (struct capsule){.options = *options, .site = site ? site_ref(site) : NULL, .search = search_create()};
    if (!options->memory)
        capsule->options.memory = capsule->own = answer_memory_create(options->cache_bytes);
    find_words(capsule);
    return capsule;
}

/* Another capsule may be created at the same address in memory. */
static void forget(struct capsule *capsule)
{
    blob_cache_clear(capsule->options.memory->pages, capsule);
    blob_cache_clear(capsule->options.memory->searches, capsule);
}

void capsule_destroy(struct capsule *capsule)
{
    if (!capsule)
        return;
    search_destroy(capsule->search);
    arena_destroy(capsule->words);
    forget(capsule);
    answer_memory_destroy(capsule->own);
    site_unref(capsule->site);
    free(capsule);
}

void capsule_replace(struct capsule *capsule, const struct site *site)
{
    const struct site *previous = capsule->site;
    capsule->site = site_ref(site);
    capsule->generation++;
    find_words(capsule);
    if (previous && site_ground(previous) != site_ground(site))
        forget(capsule);
    site_unref(previous);
}

const struct site *capsule_site(const struct capsule *capsule)
{
    return capsule->site;
}

const struct capsule_options *capsule_options(const struct capsule *capsule)
{
    return &capsule->options;
}

struct link_scope capsule_scope(const struct capsule_options *options, const struct page *page,
                                enum link_protocol protocol)
{
    const struct web_options *web = protocol == LINK_WEB ? options->web : NULL;
    return (struct link_scope){.protocol = protocol,
                               .page = page,
                               .base = web ? web->base_path : STR(""),
                               .mirror = web != NULL,
                               .alone = web && web->alone,
                               .gemini = web ? web->gemini : STR(""),
                               .gopher = web ? web->gopher : STR(""),
                               .host = options->name,
                               .gemini_port = options->gemini_port ? options->public_gemini_port : 0,
                               .gopher_port = options->gopher_port ? options->public_gopher_port : 0,
                               .others = options->others,
                               .mime = options->mime};
}

str capsule_base_url(const struct capsule_options *options, struct arena *arena)
{
    str origin = uri_origin("gemini", options->name, options->public_gemini_port, GEMINI_PORT, arena);
    return ARENA_CONCAT(arena, origin, STR("/"));
}
