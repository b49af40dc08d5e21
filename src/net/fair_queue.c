#include "net/fair_queue.h"

#include "net/memory.h"

#include <stddef.h>
#include <stdlib.h>

struct fair_line {
    uint64_t peer, spent;
    struct fair_item *first, *last;
    struct fair_line *next;
};

static void append_line(struct fair_queue *queue, struct fair_line *line)
{
    line->next = NULL;
    if (queue->last)
        queue->last->next = line;
    else
        queue->first = line;
    queue->last = line;
}

/* Few peers wait at once: no more than handshakes may. */
static struct fair_line *line_of(struct fair_queue *queue, uint64_t peer, uint64_t spent)
{
    struct fair_line *line = queue->first;
    while (line && line->peer != peer)
        line = line->next;
    if (line)
        return line;
    line = MEMORY_NEW(struct fair_line);
    line->peer = peer;
    line->spent = spent;
    append_line(queue, line);
    return line;
}

void fair_queue_put(struct fair_queue *queue, struct fair_item *item, uint64_t peer, uint64_t spent)
{
    struct fair_line *line = line_of(queue, peer, spent);
    *item = (struct fair_item){.line = line, .before = line->last};
    if (line->last)
        line->last->after = item;
    else
        line->first = item;
    line->last = item;
}

static void leave_line(struct fair_item *item)
{
    struct fair_line *line = item->line;
    if (item->before)
        item->before->after = item->after;
    else
        line->first = item->after;
    if (item->after)
        item->after->before = item->before;
    else
        line->last = item->before;
    *item = (struct fair_item){0};
}

static void remove_line(struct fair_queue *queue, struct fair_line *line)
{
    struct fair_line *before = NULL, *at = queue->first;
    while (at != line) {
        before = at;
        at = at->next;
    }
    if (before)
        before->next = line->next;
    else
        queue->first = line->next;
    if (queue->last == line)
        queue->last = before;
}

static struct fair_line *next_line(const struct fair_queue *queue)
{
    struct fair_line *best = queue->first;
    for (struct fair_line *line = best; line; line = line->next)
        if (line->spent < best->spent)
            best = line;
    return best;
}

struct fair_item *fair_queue_take(struct fair_queue *queue, uint64_t cost)
{
    struct fair_line *line = next_line(queue);
    if (!line)
        return NULL;
    struct fair_item *item = line->first;
    leave_line(item);
    line->spent += cost;
    remove_line(queue, line);
    if (line->first)
        append_line(queue, line);
    else
        free(line);
    return item;
}

void fair_queue_drop(struct fair_queue *queue, struct fair_item *item)
{
    struct fair_line *line = item->line;
    if (!line)
        return;
    leave_line(item);
    if (line->first)
        return;
    remove_line(queue, line);
    free(line);
}
