#ifndef SERVER_PARENT_LOCK_H
#define SERVER_PARENT_LOCK_H

#include "server/config.h"
#include "server/sandbox.h"

/* The parent's own sandbox, which it enters once and keeps until it ends. */
struct parent_lock {
    bool tried;
    struct sandbox entered;
};

/*
 * To be called when the first workers are ready, before they serve: then everything that this process and its later
 * children need is known. False: the configuration requires a sandbox, and there is none; that is logged. Nothing
 * happens when the sandbox is off, or was entered before.
 */
bool parent_lock_in(struct parent_lock *, const struct config *);

#endif
