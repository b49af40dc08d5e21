#ifndef NET_DEADLINE_H
#define NET_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A deadline by which something must have happened. A wheel of lists: arming and disarming cost the same with ten
 * deadlines as with ten thousand. It has no clock: its owner passes the time, in milliseconds.
 */
struct deadline {
    struct deadline *next, **link; /* LINK is the pointer to this one; NULL: not armed */
    uint64_t at;                   /* milliseconds */
    void (*expired)(struct deadline *);
};

enum {
    DEADLINE_TICK = 50, /* milliseconds: the most by which one may be late */
    DEADLINE_SLOTS = 1024
};

struct deadlines {
    struct deadline *slots[DEADLINE_SLOTS];
    size_t count;
    uint64_t ticked; /* the last tick that deadlines_run processed */
};

void deadlines_init(struct deadlines *, uint64_t now);
/* EXPIRED is called once, not before AT and not from here. One that is armed already is armed anew. */
void deadline_arm(struct deadlines *, struct deadline *, uint64_t at);
void deadline_disarm(struct deadlines *, struct deadline *); /* also when it is not armed */
bool deadline_is_armed(const struct deadline *);
/* Calls the functions of expired deadlines, which may arm and disarm any. */
void deadlines_run(struct deadlines *, uint64_t now);

#endif
