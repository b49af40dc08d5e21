#ifndef SERVER_PARENT_LOCK_H
#define SERVER_PARENT_LOCK_H

#include "server/config.h"
#include "server/sandbox.h"

/* The parent's own sandbox, which it enters once and has until it ends. */
struct parent_lock {
    bool tried;
    struct sandbox entered;
};

/*
 * Comes when the first workers are ready, before they are the ones that serve: what this process and every later child
 * of it need is known then. False: the configuration requires a sandbox, and there is none; said in the log. Nothing
 * happens where the sandbox is off, or was entered before.
 */
bool parent_lock_in(struct parent_lock *, const struct config *);

#endif
