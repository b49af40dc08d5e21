#include "server/parent_lock.h"

#include "base/log.h"
#include "base/sanitized.h"

bool parent_lock_in(struct parent_lock *lock, const struct config *c)
{
    const struct sandbox_wanted wanted = {.kind = PROCESS_PARENT, .landlock = LANDLOCK_NONE, .checked = SANITIZED};
    if (c->sandbox == SANDBOX_OFF)
        return true;
    if (!lock->tried)
        lock->entered = sandbox_enter(&wanted);
    lock->tried = true;
    if (c->sandbox != SANDBOX_REQUIRE || lock->entered.filter == FILTER_OF_ALLOWED)
        return true;
    log_error("the parent could not lock itself in, as sandbox: require demands");
    return false;
}
