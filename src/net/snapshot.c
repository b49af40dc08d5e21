#include "net/snapshot.h"

#include "net/memory.h"

#include <stdlib.h>

/*
 * Each snapshot holds the next, so that they end in the order of time: a site is kept by the snapshot that was present
 * when it was replaced, and by all earlier ones.
 */
struct snapshot {
    size_t references;
    const struct site *kept; /* NULL: this is the present */
    struct snapshot *next;
};

struct snapshot *snapshot_create(void)
{
    struct snapshot *s = MEMORY_NEW(struct snapshot);
    s->references = 1;
    return s;
}

struct snapshot *snapshot_ref(struct snapshot *s)
{
    s->references++;
    return s;
}

void snapshot_unref(struct snapshot *s)
{
    while (s && --s->references == 0) {
        struct snapshot *next = s->next;
        site_unref(s->kept);
        free(s);
        s = next;
    }
}

void snapshot_advance(struct snapshot **present, const struct site *site)
{
    struct snapshot *old = *present, *new = snapshot_create();
    old->kept = site_ref(site);
    old->next = snapshot_ref(new);
    *present = new;
    snapshot_unref(old);
}
