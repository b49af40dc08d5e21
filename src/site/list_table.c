#include "site/list_table.h"

#include "base/strmap.h"
#include "site/snapshot.h"

#include <stdlib.h>

/* One list while its members are counted, then filled in. */
struct made {
    struct site_list list;
    const struct page **posts, **pages;
    const struct page *last; /* the page that came to it last */
};

struct table {
    struct arena *arena, *scratch;
    struct strmap at; /* 1 + index of a list */
    struct made *made;
    size_t count, capacity;
};

static struct made *list_at(struct table *t, const struct list_place *place, size_t edition)
{
    int *at = strmap_at(&t->at, place->address);
    if (!*at) {
        t->made = arena_grow(t->scratch, t->made, t->count, &t->capacity, sizeof *t->made);
        t->made[t->count++] = (struct made){.list = {.address = place->address,
                                                     .posts = {.name = place->label, .label = place->label},
                                                     .edition = edition}};
        *at = (int)t->count;
    }
    return &t->made[*at - 1];
}

static bool is_index(const struct page *page, const struct list_place *place)
{
    return page->heads_list && str_eq(place->address, page->stem);
}

/* Two spellings of a term have one list, which a page that names both is in once. */
static bool is_new(struct made *made, const struct page *page)
{
    bool new = made->last != page;
    made->last = page;
    return new;
}

static void count(struct table *t, const struct page *page, bool post)
{
    for (size_t i = 0; i < page->lists.count; i++) {
        const struct list_place *place = &page->lists.items[i];
        struct made *made = list_at(t, place, page->edition);
        made->list.term = made->list.term || place->term;
        if (is_index(page, place)) {
            made->list.index = page;
            made->list.posts.label = page->title;
        } else if (!place->around && is_new(made, page)) {
            made->list.posts.count += post;
            made->list.page_count += !post;
        }
    }
}

static void make_room(struct table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        struct made *made = &t->made[i];
        made->posts = ARENA_ARRAY(t->arena, const struct page *, made->list.posts.count);
        made->pages = ARENA_ARRAY(t->arena, const struct page *, made->list.page_count);
        made->list.posts.posts = made->posts;
        made->list.pages = made->pages;
        made->list.posts.count = made->list.page_count = 0;
        made->last = NULL;
    }
}

static void fill(struct table *t, const struct page *page, bool post)
{
    for (size_t i = 0; i < page->lists.count; i++) {
        const struct list_place *place = &page->lists.items[i];
        struct made *made = list_at(t, place, page->edition);
        if (is_index(page, place) || place->around || !is_new(made, page))
            continue;
        if (post)
            made->posts[made->list.posts.count++] = page;
        else
            made->pages[made->list.page_count++] = page;
    }
}

/* The order of Hugo's lists: by weight, the newest first, by title, by path. */
static int in_order(const void *a, const void *b)
{
    const struct page *one = *(const struct page *const *)a, *two = *(const struct page *const *)b;
    if (one->weight != two->weight)
        return !one->weight ? 1 : !two->weight ? -1 : one->weight < two->weight ? -1 : 1;
    int64_t first = one->has_date ? one->date.seconds : INT64_MIN,
            second = two->has_date ? two->date.seconds : INT64_MIN;
    int order = (first < second) - (first > second);
    if (order == 0)
        order = str_cmp(one->title, two->title);
    return order ? order : str_cmp(one->source, two->source);
}

static int by_address(const void *a, const void *b)
{
    return str_cmp(((const struct site_list *)a)->address, ((const struct site_list *)b)->address);
}

/* A list stands in the nearest one around its address. */
static void nest(struct site_list *lists, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        size_t above = i;
        while (above && !str_starts(lists[i].address, lists[above - 1].address))
            above = lists[above - 1].above;
        lists[i].above = above;
    }
}

struct site_lists list_table(const struct page *const *pages, size_t posts, size_t page_count, struct arena *arena)
{
    struct table t = {.arena = arena, .scratch = arena_create()};
    t.at.arena = t.scratch;
    for (size_t i = 0; i < page_count; i++)
        count(&t, pages[i], i < posts);
    make_room(&t);
    for (size_t i = 0; i < page_count; i++)
        fill(&t, pages[i], i < posts);
    struct site_list *lists = ARENA_ARRAY(arena, struct site_list, t.count);
    for (size_t i = 0; i < t.count; i++) {
        lists[i] = t.made[i].list;
        if (lists[i].page_count)
            qsort(t.made[i].pages, lists[i].page_count, sizeof *t.made[i].pages, in_order);
    }
    if (t.count)
        qsort(lists, t.count, sizeof *lists, by_address);
    nest(lists, t.count);
    arena_destroy(t.scratch);
    return (struct site_lists){lists, t.count};
}

void list_table_tie_translations(const struct page *const *pages, size_t count)
{
    struct strmap first = {.arena = arena_create()};
    for (size_t i = 0; i < count; i++) {
        /* A page is immutable once its site is there. */
        struct page *page = (struct page *)(uintptr_t)pages[i];
        if (!page->translates.n)
            continue;
        int *at = strmap_at(&first, page->translates);
        if (!*at) {
            *at = (int)i + 1;
            continue;
        }
        struct page *other = (struct page *)(uintptr_t)pages[*at - 1];
        page->translation = other->translation ? other->translation : other;
        other->translation = page;
    }
    arena_destroy(first.arena);
}

const struct site_lists *site_lists(const struct site *site)
{
    return &site->lists;
}

const struct site_list *site_find_list(const struct site *site, str address)
{
    const struct site_list key = {.address = address};
    const struct site_lists *lists = &site->lists;
    return lists->count ? bsearch(&key, lists->items, lists->count, sizeof *lists->items, by_address) : NULL;
}

const struct site_list *site_list_of(const struct page *page)
{
    const struct site_list *list = page->heads_list ? site_find_list(page->site, page->stem) : NULL;
    return list && list->index == page ? list : NULL;
}
