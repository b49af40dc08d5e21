#include "content/load.h"
#include "search/search.h"
#include "search/text.h"
#include "text/valid.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct site *make_site(void)
{
    const struct site_options options = {.now = 1800000000, .zoneinfo = -1};
    const struct site *site = NULL;
    str source = STR("---\ntitle: The moon 對齊 café ½ AND NOT\ntags: [a, b]\ndate: 2024-05-01\n---\nx\n");
    if (site_of_text(-1, &options, STR("2024-05-01-t.md"), source, NULL, &site) != OK)
        abort();
    return site;
}

/* Whatever is asked: nothing breaks, SQLite takes the expression (an assertion in search.c), and what is shown is one
 * line of clean text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct site *site;
    static struct search *search;
    if (!site) {
        site = make_site();
        search = search_create();
    }
    struct arena *arena = arena_create();
    str words = {(const char *)data, size};
    struct search_result result;
    const struct search_question question = {.root = -1, .site = site, .generation = 1, .words = words, .most = 10};
    enum search_answer answer = search_find(search, &question, arena, &result);
    str clean = search_clean(words, arena);
    if (answer == SEARCH_BUSY || result.count > 1 || result.more || !text_is_valid(clean))
        abort();
    for (size_t i = 0; i < clean.n; i++)
        if ((unsigned char)clean.p[i] < 0x20 || clean.p[i] == 0x7f)
            abort();
    arena_destroy(arena);
    return 0;
}
