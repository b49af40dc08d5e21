#include "net/deadline.h"

#include <string.h>

void deadlines_init(struct deadlines *d, uint64_t now)
{
    memset(d, 0, sizeof *d);
    d->ticked = now / DEADLINE_TICK;
}

static void put(struct deadline **list, struct deadline *deadline)
{
    deadline->next = *list;
    deadline->link = list;
    if (deadline->next)
        deadline->next->link = &deadline->next;
    *list = deadline;
}

static void take(struct deadline *deadline)
{
    *deadline->link = deadline->next;
    if (deadline->next)
        deadline->next->link = deadline->link;
    deadline->next = NULL;
    deadline->link = NULL;
}

void deadline_arm(struct deadlines *d, struct deadline *deadline, uint64_t at)
{
    deadline_disarm(d, deadline);
    /* The tick that begins after AT, so that nothing expires early; and never one that is already over. */
    uint64_t tick = at / DEADLINE_TICK + 1;
    if (tick <= d->ticked)
        tick = d->ticked + 1;
    deadline->at = at;
    put(&d->slots[tick % DEADLINE_SLOTS], deadline);
    d->count++;
}

void deadline_disarm(struct deadlines *d, struct deadline *deadline)
{
    if (!deadline->link)
        return;
    take(deadline);
    d->count--;
}

bool deadline_is_armed(const struct deadline *deadline)
{
    return deadline->link != NULL;
}

/* Works on a private copy of the list: the functions called may change any list, including this one. */
static void run_slot(struct deadlines *d, size_t slot, uint64_t now)
{
    struct deadline *due = d->slots[slot];
    if (!due)
        return;
    due->link = &due;
    d->slots[slot] = NULL;
    while (due) {
        struct deadline *first = due;
        take(first);
        if (first->at > now) { /* for a later turn of the wheel */
            put(&d->slots[slot], first);
            continue;
        }
        d->count--;
        first->expired(first);
    }
}

void deadlines_run(struct deadlines *d, uint64_t now)
{
    uint64_t tick = now / DEADLINE_TICK;
    /* After a pause of more than a turn each list is visited once. */
    uint64_t first = tick > DEADLINE_SLOTS && d->ticked < tick - DEADLINE_SLOTS ? tick - DEADLINE_SLOTS : d->ticked;
    d->ticked = tick;
    for (uint64_t t = first + 1; t <= tick; t++)
        run_slot(d, t % DEADLINE_SLOTS, now);
}
