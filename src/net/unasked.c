#include "net/unasked.h"

#include "net/conn.h"
#include "net/memory.h"

#include <stdlib.h>

/* What is needed to choose is together: all are looked at, and no connection. */
struct bucket {
    struct conn *oldest, *newest;
    uint64_t since; /* serial of the oldest */
    size_t cell;    /* of the oldest, among the counts of the worker */
};

struct unasked {
    uint64_t serial;
    struct bucket buckets[TABLE_CELLS];
};

struct unasked *unasked_create(void)
{
    return MEMORY_NEW(struct unasked);
}

void unasked_destroy(struct unasked *u)
{
    free(u);
}

static struct bucket *bucket_of(struct unasked *u, const struct conn *c)
{
    return &u->buckets[limits_widest(&c->hold) % TABLE_CELLS];
}

static void note_oldest(struct bucket *b)
{
    if (!b->oldest)
        return;
    b->since = b->oldest->unasked.serial;
    b->cell = limits_widest(&b->oldest->hold);
}

void unasked_add(struct unasked *u, struct conn *c)
{
    struct bucket *b = bucket_of(u, c);
    c->unasked = (struct conn_unasked){.serial = ++u->serial, .elder = b->newest};
    if (b->newest)
        b->newest->unasked.younger = c;
    else
        b->oldest = c;
    b->newest = c;
    note_oldest(b);
}

void unasked_remove(struct unasked *u, struct conn *c)
{
    if (!c->unasked.serial)
        return;
    struct bucket *b = bucket_of(u, c);
    struct conn *elder = c->unasked.elder, *younger = c->unasked.younger;
    if (elder)
        elder->unasked.younger = younger;
    else
        b->oldest = younger;
    if (younger)
        younger->unasked.elder = elder;
    else
        b->newest = elder;
    c->unasked = (struct conn_unasked){.serial = 0};
    note_oldest(b);
}

struct conn *unasked_first_to_go(const struct unasked *u, const struct limits *l)
{
    const struct bucket *first = NULL;
    unsigned most = 0;
    for (const struct bucket *b = u->buckets; b < u->buckets + TABLE_CELLS; b++) {
        unsigned held = b->oldest ? limits_of_cell(l, b->cell) : 0;
        if (b->oldest && (!first || held > most || (held == most && b->since < first->since))) {
            first = b;
            most = held;
        }
    }
    return first ? first->oldest : NULL;
}
