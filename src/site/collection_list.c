#include "site/collection_list.h"

#include "site/generator.h"

#include <stdlib.h>

static int in_order(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    int order = str_cmp(one->collection, two->collection);
    if (order == 0)
        order = two->has_date - one->has_date;
    if (order == 0 && one->date.seconds != two->date.seconds)
        order = one->date.seconds > two->date.seconds ? 1 : -1;
    return order ? order : str_cmp(one->source, two->source);
}

struct site_groups collection_list(const struct site *site, const struct page *const *pages, size_t count,
                                   struct arena *arena)
{
    const struct generator *generator = site_settings(site)->generator;
    size_t found = 0, labels = 0;
    for (size_t i = 0; i < count; i++)
        found += pages[i]->collection.n > 0;
    const struct page **documents = ARENA_ARRAY(arena, const struct page *, found);
    found = 0;
    for (size_t i = 0; i < count; i++)
        if (pages[i]->collection.n)
            documents[found++] = pages[i];
    if (found)
        qsort(documents, found, sizeof *documents, in_order);
    struct site_group *groups = ARENA_ARRAY(arena, struct site_group, found);
    for (size_t i = 0; i < found; i++) {
        str label = documents[i]->collection;
        if (!labels || !str_eq(groups[labels - 1].name, label))
            groups[labels++] =
                (struct site_group){.name = label, .label = label, .slug = label, .posts = documents + i};
        groups[labels - 1].count++;
    }
    for (size_t i = 0, first = 0; generator->sort_documents && i < labels; first += groups[i++].count)
        generator->sort_documents(site, groups[i].name, documents + first, groups[i].count);
    return (struct site_groups){groups, labels, false, false};
}
