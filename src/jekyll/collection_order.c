#include "jekyll/collection_order.h"

#include "base/strmap.h"
#include "jekyll/settings.h"

#include <stdlib.h>

struct placed {
    const struct page *page;
    int place; /* from 1 in the list that Liquid has */
};

static int by_place(const void *a, const void *b)
{
    const struct placed *one = a, *two = b;
    return (one->place > two->place) - (one->place < two->place);
}

void collection_order(const struct site *site, str label, const struct page **documents, size_t count)
{
    const struct jekyll *j = jekyll_of(site_settings(site));
    const struct data *list = data_get(j->collections, label);
    if (!list || !data_get(data_get(data_get(j->all, STR("collections")), label), STR("sort_by")))
        return;
    struct arena *scratch = arena_create();
    struct strmap places = {.arena = scratch};
    for (size_t i = 0; i < list->count; i++)
        *strmap_at(&places, data_get(list->items[i], STR("path"))->text) = (int)i + 1;
    struct placed *placed = ARENA_ARRAY(scratch, struct placed, count);
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){documents[i], strmap_get(&places, documents[i]->source)};
    if (count)
        qsort(placed, count, sizeof *placed, by_place);
    for (size_t i = 0; i < count; i++)
        documents[i] = placed[i].page;
    arena_destroy(scratch);
}
