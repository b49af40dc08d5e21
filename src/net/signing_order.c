#include "net/signing_order.h"

#include "net/spent.h"

#include <stddef.h>

/* In microseconds; only their ratio matters. */
static const uint64_t costs[SIGNING_PACES] = {[SIGNING_FAST] = 100, [SIGNING_SLOW] = 4000};

void signing_order_init(struct signing_order *order)
{
    *order = (struct signing_order){.spent = spent_create()};
}

void signing_order_finish(struct signing_order *order)
{
    spent_destroy(order->spent);
}

void signing_order_put(struct signing_order *order, struct signing_turn *turn, uint64_t now)
{
    uint64_t spent = turn->exempt ? 0 : spent_microseconds(order->spent, turn->peer, now);
    fair_queue_put(&order->waiting[turn->pace], &turn->item, turn->peer, spent);
}

static struct signing_turn *take(struct signing_order *order, enum signing_pace pace, uint64_t now)
{
    struct fair_item *item = fair_queue_take(&order->waiting[pace], costs[pace]);
    if (!item)
        return NULL;
    struct signing_turn *turn = (struct signing_turn *)((char *)item - offsetof(struct signing_turn, item));
    spent_add(order->spent, turn->peer, costs[pace], now);
    return turn;
}

struct signing_turn *signing_order_take(struct signing_order *order, bool slow, uint64_t now)
{
    struct signing_turn *turn = take(order, SIGNING_FAST, now);
    return turn || !slow ? turn : take(order, SIGNING_SLOW, now);
}

void signing_order_drop(struct signing_order *order, struct signing_turn *turn)
{
    fair_queue_drop(&order->waiting[turn->pace], &turn->item);
}
