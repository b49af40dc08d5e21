#include "answer/capsule.h"

#include "search/search.h"
#include "uri/uri.h"

#include <stdlib.h>

const str capsule_unserved_words = STR_INIT("This capsule is not served until its configuration is fixed");
str capsule_absent_words(const struct capsule *capsule)
{
    return capsule && capsule->site && site_is_searched(capsule->site) ? STR("Not found; try /search")
                                                                       : STR("Not found");
}

struct capsule *capsule_create(const struct capsule_options *options, const struct site *site)
{
    struct capsule *capsule = calloc(1, sizeof *capsule);
    if (!capsule)
        abort();
    *capsule = (struct capsule){.options = *options, .site = site ? site_ref(site) : NULL, .search = search_create()};
    if (!options->memory)
        capsule->options.memory = capsule->own = answer_memory_create(options->cache_bytes);
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
    return (struct link_scope){.protocol = protocol,
                               .page = page,
                               .host = options->name,
                               .gemini_port = options->gemini_port ? options->public_gemini_port : 0,
                               .gopher_port = options->gopher_port ? options->public_gopher_port : 0,
                               .mime = options->mime};
}

str capsule_base_url(const struct capsule_options *options, struct arena *arena)
{
    str origin = uri_origin("gemini", options->name, options->public_gemini_port, GEMINI_PORT, arena);
    return ARENA_CONCAT(arena, origin, STR("/"));
}
