#ifndef CLI_CONFIGURED_H
#define CLI_CONFIGURED_H

#include "base/err.h"
#include "server/config.h"
#include "site/withheld.h"

/*
 * Reads the configuration in FILE for a command that does not serve. With a HOST, this is its only host; else
 * hosts.items[fallback] is the default one. On failure the reason is on standard error.
 */
enum err configured_read(str file, str host, struct arena *, struct config *);

/* The files that a server without a configuration withholds; memory of the arena. */
const struct withheld *configured_withheld(struct arena *);

#endif
