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
    int64_t steady_since; /* without a gap since then */
    int64_t ended_at;     /* when it last ended somebody; 0: never */
};

enum watchdog_verdict {
    WATCHDOG_TURNS,
    WATCHDOG_SILENT, /* busy perhaps: others should accept for it */
    WATCHDOG_HANGS
};

/* The parent runs at NOW. Returns for how long it did not, milliseconds; 0: no longer than it sleeps. */
int64_t watchdog_ran(struct watchdog *, int64_t now);
/* Of a worker that was ready at READY_AT and whose loop turned at BEAT, as it says itself; NOW is read after BEAT. */
enum watchdog_verdict watchdog_judge(struct watchdog *, int64_t ready_at, int64_t beat, int64_t now);
/* Whether one that hangs may be ended: one in a while, so that no mistake of this judgement ends all. True: it is. */
bool watchdog_may_end(struct watchdog *, int64_t now);

#endif
