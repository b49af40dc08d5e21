#ifndef CLI_CONFIGURED_H
#define CLI_CONFIGURED_H

#include "base/err.h"
#include "server/config.h"
#include "site/withheld.h"

/* The configuration in FILE as a command reads it that does not serve. With a HOST, this is its only host; else
 * hosts.items[fallback] is the default one. On failure the reason is on standard error. */
enum err configured_read(str file, str host, struct arena *, struct config *);

/* What a server without a configuration keeps for itself; memory of the arena. */
const struct withheld *configured_withheld(struct arena *);

#endif
