#include "server/backoff.h"

#include <signal.h>
#include <sys/wait.h>

enum { EARLY_MS = 5000, PAUSE_MS = 100, LONGEST_MS = 30000, LONGEST_AFTER_SERVICE_MS = 200 };

int64_t backoff_ended(struct backoff *b, int status, bool served, int64_t lived)
{
    bool from_outside = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    int64_t longest = served || from_outside ? LONGEST_AFTER_SERVICE_MS : LONGEST_MS;
    b->failures = lived < EARLY_MS ? b->failures + 1 : 1;
    int64_t pause = b->failures > 1 ? PAUSE_MS : 0;
    for (unsigned i = 2; i < b->failures && pause < longest; i++)
        pause *= 2;
    return pause < longest ? pause : longest;
}
