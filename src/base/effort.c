#include "base/effort.h"

#include <time.h>

enum { LOOK_EVERY = 4096 /* steps or nodes between two readings of the clock */ };

static int64_t cpu_ms(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0 ? (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 : 0;
}

/* BEFORE is the earlier value of COUNT. */
static void look_at_clock(struct effort *e, int64_t before, int64_t count)
{
    if (e->deadline && before / LOOK_EVERY == count / LOOK_EVERY)
        return;
    if (!e->deadline)
        e->deadline = cpu_ms() + EFFORT_CPU_MS;
    else if (cpu_ms() > e->deadline)
        e->cancelled = e->over = true;
}

static bool count(struct effort *e, int64_t *number, int64_t more, int64_t max)
{
    int64_t before = *number;
    *number += more;
    if (*number > max)
        e->over = true;
    look_at_clock(e, before, *number);
    return *number <= max && !e->cancelled;
}

bool effort_step(struct effort *e, int64_t steps)
{
    return count(e, &e->steps, steps, e->steps_max ? e->steps_max : EFFORT_STEPS_MAX);
}

bool effort_node(struct effort *e, int64_t nodes)
{
    return count(e, &e->nodes, nodes, e->nodes_max ? e->nodes_max : EFFORT_NODES_MAX);
}
