#include "net/turns.h"

#include "net/memory.h"

#include <stddef.h>
#include <stdlib.h>

struct turn_line {
    uint64_t peer;
    struct turn *first, *last;
    struct turn_line *next;
};

static void append_line(struct turns *turns, struct turn_line *line)
{
    line->next = NULL;
    if (turns->last)
        turns->last->next = line;
    else
        turns->first = line;
    turns->last = line;
}

/* Few peers wait at once: no more than handshakes may. */
static struct turn_line *line_of(struct turns *turns, uint64_t peer)
{
    struct turn_line *line = turns->first;
    while (line && line->peer != peer)
        line = line->next;
    if (line)
        return line;
    line = MEMORY_NEW(struct turn_line);
    line->peer = peer;
    append_line(turns, line);
    return line;
}

void turns_put(struct turns *turns, struct turn *turn, uint64_t peer)
{
    struct turn_line *line = line_of(turns, peer);
    *turn = (struct turn){.line = line, .before = line->last};
    if (line->last)
        line->last->after = turn;
    else
        line->first = turn;
    line->last = turn;
}

static void leave_line(struct turn *turn)
{
    struct turn_line *line = turn->line;
    if (turn->before)
        turn->before->after = turn->after;
    else
        line->first = turn->after;
    if (turn->after)
        turn->after->before = turn->before;
    else
        line->last = turn->before;
    *turn = (struct turn){0};
}

static void remove_line(struct turns *turns, struct turn_line *line)
{
    struct turn_line *before = NULL, *at = turns->first;
    while (at != line) {
        before = at;
        at = at->next;
    }
    if (before)
        before->next = line->next;
    else
        turns->first = line->next;
    if (turns->last == line)
        turns->last = before;
}

struct turn *turns_take(struct turns *turns)
{
    struct turn_line *line = turns->first;
    if (!line)
        return NULL;
    struct turn *turn = line->first;
    leave_line(turn);
    remove_line(turns, line);
    if (line->first)
        append_line(turns, line);
    else
        free(line);
    return turn;
}

void turns_drop(struct turns *turns, struct turn *turn)
{
    struct turn_line *line = turn->line;
    if (!line)
        return;
    leave_line(turn);
    if (line->first)
        return;
    remove_line(turns, line);
    free(line);
}
