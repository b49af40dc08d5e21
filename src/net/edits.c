#include "net/edits.h"

#include "net/folder_events.h"
#include "net/memory.h"

#include <signal.h>
#include <stdlib.h>

enum {
    QUIET_MS = 150,    /* without an event: then the edit counts as complete */
    LATEST_MS = 1000,  /* after the first event, quiet or not */
    RESCAN_MS = 60000, /* for changes that give no event */
    POLLING_MS = 2000, /* when there are no events */
    SIGNALS = 2
};

struct edits {
    uv_loop_t loop;
    uv_timer_t timer; /* when to read the capsule */
    uv_signal_t signals[SIGNALS];
    struct folder_events *events;
    int root;
    uint64_t first_event; /* milliseconds; 0: none during this wait */
    bool ended;
};

static void due(uv_timer_t *timer)
{
    uv_stop(timer->loop);
}

static void wait_for(struct edits *e, uint64_t ms)
{
    uv_timer_start(&e->timer, due, ms, 0);
}

static void happened(void *context)
{
    struct edits *e = context;
    uint64_t now = uv_now(&e->loop);
    if (!e->first_event)
        e->first_event = now;
    uint64_t latest = e->first_event + LATEST_MS, left = latest > now ? latest - now : 0;
    wait_for(e, left < QUIET_MS ? left : QUIET_MS);
}

static void told_to_end(uv_signal_t *signal, int number)
{
    (void)number;
    struct edits *e = signal->data;
    e->ended = true;
    uv_stop(signal->loop);
}

struct edits *edits_create(int root)
{
    static const int ending[SIGNALS] = {SIGINT, SIGTERM};
    struct edits *e = MEMORY_NEW(struct edits);
    *e = (struct edits){.root = root};
    if (uv_loop_init(&e->loop) != 0) {
        free(e);
        return NULL;
    }
    uv_timer_init(&e->loop, &e->timer);
    for (size_t i = 0; i < SIGNALS; i++) {
        uv_signal_init(&e->loop, &e->signals[i]);
        e->signals[i].data = e;
        uv_signal_start(&e->signals[i], told_to_end, ending[i]);
    }
    e->events = folder_events_create(&e->loop, root, happened, e);
    return e;
}

/* A change in a folder before it was watched is only found by reading the capsule once more. */
static bool watch_folders(struct edits *e)
{
    struct arena *arena = arena_create();
    struct folder_list folders = folders_below(e->root, arena);
    bool is_new = folder_events_update(e->events, &folders);
    arena_destroy(arena);
    return is_new;
}

bool edits_wait(struct edits *e)
{
    e->first_event = 0;
    uv_update_time(&e->loop);
    if (watch_folders(e))
        wait_for(e, QUIET_MS);
    else
        wait_for(e, folder_events_complete(e->events) ? RESCAN_MS : POLLING_MS);
    uv_run(&e->loop, UV_RUN_DEFAULT);
    return !e->ended;
}

void edits_destroy(struct edits *e)
{
    if (!e)
        return;
    folder_events_destroy(e->events);
    uv_close((uv_handle_t *)&e->timer, NULL);
    for (size_t i = 0; i < SIGNALS; i++)
        uv_close((uv_handle_t *)&e->signals[i], NULL);
    uv_run(&e->loop, UV_RUN_DEFAULT);
    uv_loop_close(&e->loop);
    free(e);
}
