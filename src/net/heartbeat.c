#include "net/heartbeat.h"

#include "net/table.h"
#include "search/search.h"

enum { PULSE_MS = 1000 };

static void beat(uv_timer_t *timer)
{
    const struct heartbeat *p = timer->data;
    table_beat(p->shared, p->slot);
    table_note_index(p->shared, p->slot, search_memory());
}

void heartbeat_start(struct heartbeat *p, uv_loop_t *loop, struct net_shared *shared, size_t slot)
{
    p->shared = shared;
    p->slot = slot;
    uv_timer_init(loop, &p->timer);
    p->timer.data = p;
    uv_timer_start(&p->timer, beat, PULSE_MS, PULSE_MS);
    beat(&p->timer);
}

void heartbeat_stop(struct heartbeat *p)
{
    if (p->shared && !uv_is_closing((uv_handle_t *)&p->timer))
        uv_close((uv_handle_t *)&p->timer, NULL);
}
