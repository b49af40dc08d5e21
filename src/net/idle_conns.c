#include "net/idle_conns.h"

#include "net/conn.h"
#include "net/memory.h"

#include <stdlib.h>

/* The data needed for the choice stands together: all buckets are examined, and no connection. */
struct bucket {
    struct conn *oldest, *newest;
    uint64_t since; /* serial of the oldest */
    size_t cell;    /* of the oldest, among the counts of the worker */
};

struct idle_conns {
    uint64_t serial;
    struct bucket buckets[TABLE_CELLS];
};

struct idle_conns *idle_conns_create(void)
{
    return MEMORY_NEW(struct idle_conns);
}

void idle_conns_destroy(struct idle_conns *u)
{
    free(u);
}

static struct bucket *bucket_of(struct idle_conns *u, const struct conn *c)
{
    return &u->buckets[limits_widest(&c->lease) % TABLE_CELLS];
}

static void note_oldest(struct bucket *b)
{
    if (!b->oldest)
        return;
    b->since = b->oldest->idle.serial;
    b->cell = limits_widest(&b->oldest->lease);
}

void idle_conns_add(struct idle_conns *u, struct conn *c)
{
    struct bucket *b = bucket_of(u, c);
    c->idle = (struct conn_idle){.serial = ++u->serial, .elder = b->newest};
    if (b->newest)
        b->newest->idle.younger = c;
    else
        b->oldest = c;
    b->newest = c;
    note_oldest(b);
}

void idle_conns_remove(struct idle_conns *u, struct conn *c)
{
    if (!c->idle.serial)
        return;
    struct bucket *b = bucket_of(u, c);
    struct conn *elder = c->idle.elder, *younger = c->idle.younger;
    if (elder)
        elder->idle.younger = younger;
    else
        b->oldest = younger;
    if (younger)
        younger->idle.elder = elder;
    else
        b->newest = elder;
    c->idle = (struct conn_idle){.serial = 0};
    note_oldest(b);
}

struct conn *idle_conns_victim(const struct idle_conns *u, const struct limits *l)
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
