#ifndef NET_DEADLINE_H
#define NET_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * When something must have happened. A wheel of lists: arming and disarming cost the same with ten deadlines as with
 * ten thousand. It knows no clock: whoever owns it says what time it is, in milliseconds.
 */
struct deadline {
    struct deadline *next, **link; /* LINK is what points to this one; NULL: not armed */
    uint64_t at;                   /* milliseconds */
    void (*expired)(struct deadline *);
};

enum {
    DEADLINE_TICK = 50, /* milliseconds: how late one may be */
    DEADLINE_SLOTS = 1024
};

struct deadlines {
    struct deadline *slots[DEADLINE_SLOTS];
    size_t count;
    uint64_t ticked; /* the last tick that deadlines_run went through */
};

void deadlines_init(struct deadlines *, uint64_t now);
/* EXPIRED is called once, not before AT and not from here. Arms anew what is armed already. */
void deadline_arm(struct deadlines *, struct deadline *, uint64_t at);
void deadline_disarm(struct deadlines *, struct deadline *); /* also when it is not armed */
bool deadline_is_armed(const struct deadline *);
/* Calls what has expired; those calls may arm and disarm any. */
void deadlines_run(struct deadlines *, uint64_t now);

#endif
