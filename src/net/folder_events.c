#include "net/folder_events.h"

#include "net/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct watched {
    uv_fs_event_t event;
    struct folder_events *all;
    dev_t device;
    ino_t inode;
    size_t n;
    char path[]; /* N bytes */
};

struct folder_events {
    uv_loop_t *loop;
    int root;
    void (*happened)(void *context);
    void *context;
    struct watched **items; /* sorted by path */
    size_t count;
    bool complete;
};

struct folder_events *folder_events_create(uv_loop_t *loop, int root, void (*happened)(void *context), void *context)
{
    struct folder_events *e = MEMORY_NEW(struct folder_events);
    *e = (struct folder_events){.loop = loop, .root = root, .happened = happened, .context = context};
    return e;
}

static void closed(uv_handle_t *handle)
{
    free(handle->data);
}

static void forget(struct watched *w)
{
    uv_close((uv_handle_t *)&w->event, closed);
}

void folder_events_destroy(struct folder_events *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < e->count; i++)
        forget(e->items[i]);
    free(e->items);
    free(e);
}

/* The name and the kind of the event do not matter: the queue may have overflowed anyway. */
static void heard(uv_fs_event_t *event, const char *name, int events, int status)
{
    (void)name;
    (void)events;
    (void)status;
    struct watched *w = event->data;
    w->all->happened(w->all->context);
}

static int start(struct watched *w)
{
    int n = snprintf(NULL, 0, "/proc/self/fd/%d/%s", w->all->root, w->path);
    char *path = memory_take((size_t)n + 1);
    snprintf(path, (size_t)n + 1, "/proc/self/fd/%d/%s", w->all->root, w->path);
    int err = uv_fs_event_start(&w->event, heard, path, 0);
    free(path);
    return err;
}

/* NULL: it cannot be watched, for lack of descriptors or watches, or because it has gone: then *GONE is true. */
static struct watched *begin(struct folder_events *e, const struct folder_seen *seen, bool *gone)
{
    struct watched *w = memory_take(sizeof *w + seen->path.n + 1);
    w->all = e;
    w->device = seen->device;
    w->inode = seen->inode;
    w->n = seen->path.n;
    memcpy(w->path, seen->path.p, seen->path.n);
    if (uv_fs_event_init(e->loop, &w->event) != 0) {
        free(w);
        return NULL;
    }
    w->event.data = w;
    int err = start(w);
    if (err == 0)
        return w;
    *gone = seen->path.n && (err == UV_ENOENT || err == UV_ENOTDIR);
    forget(w);
    return NULL;
}

static bool is_same(const struct watched *w, const struct folder_seen *seen)
{
    return w->device == seen->device && w->inode == seen->inode;
}

/*
 * Both lists are sorted, so one walk along both finds which folders are new and which have gone. A folder that was made
 * anew under its old name is a different one: the old watch stays silent.
 */
bool folder_events_update(struct folder_events *e, const struct folder_list *list)
{
    struct watched **items = memory_take(list->count * sizeof(struct watched *));
    size_t count = 0, old = 0;
    bool is_new = false;
    e->complete = list->complete;
    for (size_t i = 0; i < list->count; i++) {
        const struct folder_seen *seen = &list->items[i];
        int order = -1;
        while (old < e->count && (order = str_cmp((str){e->items[old]->path, e->items[old]->n}, seen->path)) < 0)
            forget(e->items[old++]);
        bool known = old < e->count && order == 0;
        if (known && is_same(e->items[old], seen)) {
            items[count++] = e->items[old++];
            continue;
        }
        if (known)
            forget(e->items[old++]);
        bool gone = false;
        struct watched *w = begin(e, seen, &gone);
        if (w)
            items[count++] = w;
        is_new = is_new || w || gone;
        e->complete = e->complete && (w || gone);
    }
    while (old < e->count)
        forget(e->items[old++]);
    free(e->items);
    e->items = items;
    e->count = count;
    return is_new;
}

bool folder_events_complete(const struct folder_events *e)
{
    return e->complete;
}
