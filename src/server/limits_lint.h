#ifndef SERVER_LIMITS_LINT_H
#define SERVER_LIMITS_LINT_H

#include "base/diag.h"
#include "server/config.h"

/*
 * Warns when all readers come from an address that no limit counts: a server that listens on loopback only, behind Tor
 * or stunnel, sees all its readers there.
 */
void limits_lint(const struct config *, struct diag *);

#endif
