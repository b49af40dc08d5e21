#ifndef SERVER_CONFIG_SETTLE_H
#define SERVER_CONFIG_SETTLE_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"

/* Whether each flag has a possible value: else it is wrong usage, said in DIAG. */
enum err config_check_flags(const struct config_flags *, struct diag *);

/* Lays the command line over what was read, fills in what depends on other keys, and checks that it all fits together.
 */
void config_settle(struct config *, const struct config_flags *, struct arena *, struct diag *);

/* "/var/lib/splashdown/certs" for root, else below the user's state folder; empty when the user has no home. */
str config_default_certs(struct arena *);

#endif
