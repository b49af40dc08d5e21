#include "server/watchdog.h"

/* A beat comes every second, and the parent checks as often. A loop that is busy for a while does not hang. */
enum { GAP_MS = 2000, SILENT_MS = 2500, LONG_MS = 8000, BETWEEN_ENDS_MS = 10000 };

int64_t watchdog_ran(struct watchdog *w, int64_t now)
{
    int64_t gap = w->ran_at ? now - w->ran_at : 0;
    if (!w->ran_at || gap > GAP_MS)
        w->steady_since = now;
    w->ran_at = now;
    return gap > GAP_MS ? gap : 0;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

enum watchdog_verdict watchdog_judge(struct watchdog *w, int64_t ready_at, int64_t beat, int64_t now)
{
    watchdog_ran(w, now);
    /* No loop turns in the future. */
    int64_t heard = later(beat > now ? 0 : beat, ready_at);
    int64_t silence = now - later(heard, w->steady_since);
    return silence >= LONG_MS ? WATCHDOG_HANGS : silence >= SILENT_MS ? WATCHDOG_SILENT : WATCHDOG_TURNS;
}

bool watchdog_may_end(struct watchdog *w, int64_t now)
{
    if (w->ended_at && now - w->ended_at < BETWEEN_ENDS_MS)
        return false;
    w->ended_at = now;
    return true;
}
