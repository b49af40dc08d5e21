#ifndef SERVER_CONFIG_SETTLE_H
#define SERVER_CONFIG_SETTLE_H

#include "server/config.h"

/* Lays the command line over what was read, fills in what depends on other keys, and checks that it all fits together.
 */
void config_settle(struct config *, const struct config_flags *, struct arena *, struct diag *);

#endif
