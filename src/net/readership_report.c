/*
 * The tables of all workers name pages by a hash; their names are those of the site that this worker has. Pages that
 * are gone are not told.
 */
#include "net/readership_report.h"

#include "net/memory.h"

#include <stdlib.h>

struct reading {
    uint64_t who, reads;
};

struct readings {
    struct reading *items; /* by WHO, each once */
    size_t count;
};

static void gather(struct readings *all, const struct readership *from, uint64_t hour)
{
    for (size_t set = 0; set < READERSHIP_SETS; set++)
        for (size_t way = 0; way < READERSHIP_WAYS; way++) {
            const struct readership_page *p = &from->pages[set][way];
            uint64_t who = atomic_load_explicit(&p->who, memory_order_relaxed);
            uint64_t reads = who ? readership_reads(p, hour) : 0;
            if (reads)
                all->items[all->count++] = (struct reading){who, reads};
        }
}

static int by_who(const void *a, const void *b)
{
    const struct reading *x = a, *y = b;
    return x->who < y->who ? -1 : x->who > y->who;
}

static void sum_equal(struct readings *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (n && all->items[n - 1].who == all->items[i].who)
            all->items[n - 1].reads += all->items[i].reads;
        else
            all->items[n++] = all->items[i];
    }
    all->count = n;
}

static struct readings gather_all(const struct net_shared *shared, uint64_t hour)
{
    size_t tables = 1;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1))
        tables++;
    struct readings all = {.items = memory_take(tables * READERSHIP_PAGES * sizeof(struct reading))};
    gather(&all, &shared->ledger->readers, hour);
    /* A worker that comes meanwhile has read nothing yet. */
    for (size_t i = table_next(shared, 0); i < shared->count && --tables; i = table_next(shared, i + 1))
        gather(&all, &shared->slots[i]->readers, hour);
    qsort(all.items, all.count, sizeof *all.items, by_who);
    sum_equal(&all);
    return all;
}

/* Puts PAGE into its place among the COUNT most read; returns how many these are now. */
static size_t rank(struct read_page *pages, size_t count, struct read_page page)
{
    size_t at = count;
    while (at > 0 && pages[at - 1].reads < page.reads)
        at--;
    if (at == READ_PAGES_MAX)
        return count;
    size_t end = count < READ_PAGES_MAX ? count++ : READ_PAGES_MAX - 1;
    for (; end > at; end--)
        pages[end] = pages[end - 1];
    pages[at] = page;
    return count;
}

size_t readership_most_read(const struct net_shared *shared, const struct hosts *hosts, int64_t now,
                            struct read_page pages[READ_PAGES_MAX])
{
    size_t ranked = 0;
    struct readings all = gather_all(shared, readership_hour(now));
    for (size_t i = 0; i < hosts->count && all.count; i++) {
        const struct site *site = capsule_site(hosts->capsules[i]);
        str host = capsule_options(hosts->capsules[i])->name;
        size_t post_count = 0, page_count = 0;
        const struct page *const *posts = site ? site_posts(site, &post_count) : NULL;
        const struct page *const *others = site ? site_pages(site, &page_count) : NULL;
        for (size_t j = 0; j < post_count + page_count; j++) {
            str stem = (j < post_count ? posts[j] : others[j - post_count])->stem;
            const struct reading wanted = {.who = readership_name(shared->key, host, stem)};
            const struct reading *found = bsearch(&wanted, all.items, all.count, sizeof wanted, by_who);
            if (found)
                ranked = rank(pages, ranked, (struct read_page){host, stem, found->reads});
        }
    }
    free(all.items);
    return ranked;
}

static void add_host(struct host_counts *sum, const struct readership *from, uint64_t who, uint64_t most)
{
    const struct readership_host *h = readership_find_host(from, who);
    for (size_t i = 0; h && i < NET_PROTOCOLS; i++) {
        uint64_t requests = atomic_load_explicit(&h->requests[i], memory_order_relaxed);
        uint64_t bytes = atomic_load_explicit(&h->bytes[i], memory_order_relaxed);
        sum->requests[i] += requests <= most ? requests : 0;
        sum->bytes[i] += bytes <= most ? bytes : 0;
    }
}

struct host_counts readership_of_host(const struct net_shared *shared, str host)
{
    struct host_counts sum = {.requests = {0}};
    uint64_t who = readership_name(shared->key, host, STR("")), most = table_most(shared);
    add_host(&sum, &shared->ledger->readers, who, UINT64_MAX);
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1))
        add_host(&sum, &shared->slots[i]->readers, who, most);
    return sum;
}
