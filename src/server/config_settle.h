#ifndef SERVER_CONFIG_SETTLE_H
#define SERVER_CONFIG_SETTLE_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"

/* Checks that each flag has a possible value: otherwise the usage is wrong, and DIAG says so. */
enum err config_check_flags(const struct config_flags *, struct diag *);

/*
 * Lays the command line over the file's settings, fills in values that depend on other keys, and checks that everything
 * fits together.
 */
void config_settle(struct config *, const struct config_flags *, struct arena *, struct diag *);

/* "/var/lib/splashdown/certs" for root, else below the user's state folder; empty when the user has no home. */
str config_default_certs(struct arena *);

#endif
