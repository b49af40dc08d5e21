/*
 * A path below a handle that the kernel would watch is Linux's own. Without events the folders are looked through
 * periodically (net/watch.h).
 */
#include "net/folder_events.h"

#include "net/memory.h"

#include <stdlib.h>

struct folder_events {
    size_t folders; /* as many as there were the last time */
};

struct folder_events *folder_events_create(uv_loop_t *loop, int root, void (*happened)(void *context), void *context)
{
    (void)loop;
    (void)root;
    (void)happened;
    (void)context;
    return MEMORY_NEW(struct folder_events);
}

void folder_events_destroy(struct folder_events *e)
{
    free(e);
}

bool folder_events_update(struct folder_events *e, const struct folder_list *list)
{
    e->folders = list->count;
    return false;
}

bool folder_events_complete(const struct folder_events *e)
{
    (void)e;
    return false;
}
