#ifndef SERVER_WATCHDOG_H
#define SERVER_WATCHDOG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The judgement whether a worker hangs, by the time at which its loop last turned. Silence counts only while the parent
 * itself has run: when both were frozen and thawed together (SIGSTOP to the group, a paused container, a machine that
 * gave its processor to others), nobody was silent.
 *
 * All times are clock_monotonic, milliseconds.
 */
struct watchdog {
    int64_t ran_at;       /* when the parent last ran */
    int64_t steady_since; /* there was no gap since then */
    int64_t ended_at;     /* when it last ended a worker; 0: never */
};

enum watchdog_verdict {
    WATCHDOG_TURNS,
    WATCHDOG_SILENT, /* perhaps busy: others should accept for it */
    WATCHDOG_HANGS
};

/* The parent runs at NOW. Returns the milliseconds for which it did not run; 0: no longer than it sleeps. */
int64_t watchdog_ran(struct watchdog *, int64_t now);
/* Judges a worker that was ready at READY_AT and whose loop turned at BEAT, by its own account; NOW is read after
 * BEAT. */
enum watchdog_verdict watchdog_judge(struct watchdog *, int64_t ready_at, int64_t beat, int64_t now);
/* True when a worker that hangs may be ended, which it then is: one in a while, so that no misjudgement ends all. */
bool watchdog_may_end(struct watchdog *, int64_t now);

#endif
