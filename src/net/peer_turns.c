#include "net/peer_turns.h"

#include "net/memory.h"

#include <stddef.h>
#include <stdlib.h>

struct peer_line {
    uint64_t peer;
    struct peer_turn *first, *last;
    struct peer_line *next;
};

static void append_line(struct peer_turns *turns, struct peer_line *line)
{
    line->next = NULL;
    if (turns->last)
        turns->last->next = line;
    else
        turns->first = line;
    turns->last = line;
}

/* Few peers wait at once: no more than handshakes may. */
static struct peer_line *line_of(struct peer_turns *turns, uint64_t peer)
{
    struct peer_line *line = turns->first;
    while (line && line->peer != peer)
        line = line->next;
    if (line)
        return line;
    line = MEMORY_NEW(struct peer_line);
    line->peer = peer;
    append_line(turns, line);
    return line;
}

void peer_turns_put(struct peer_turns *turns, struct peer_turn *turn, uint64_t peer)
{
    struct peer_line *line = line_of(turns, peer);
    *turn = (struct peer_turn){.line = line, .before = line->last};
    if (line->last)
        line->last->after = turn;
    else
        line->first = turn;
    line->last = turn;
}

static void leave_line(struct peer_turn *turn)
{
    struct peer_line *line = turn->line;
    if (turn->before)
        turn->before->after = turn->after;
    else
        line->first = turn->after;
    if (turn->after)
        turn->after->before = turn->before;
    else
        line->last = turn->before;
    *turn = (struct peer_turn){0};
}

static void remove_line(struct peer_turns *turns, struct peer_line *line)
{
    struct peer_line *before = NULL, *at = turns->first;
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

struct peer_turn *peer_turns_take(struct peer_turns *turns)
{
    struct peer_line *line = turns->first;
    if (!line)
        return NULL;
    struct peer_turn *turn = line->first;
    leave_line(turn);
    remove_line(turns, line);
    if (line->first)
        append_line(turns, line);
    else
        free(line);
    return turn;
}

void peer_turns_drop(struct peer_turns *turns, struct peer_turn *turn)
{
    struct peer_line *line = turn->line;
    if (!line)
        return;
    leave_line(turn);
    if (line->first)
        return;
    remove_line(turns, line);
    free(line);
}
