#ifndef SERVER_CERTIFICATE_LINT_H
#define SERVER_CERTIFICATE_LINT_H

#include "base/diag.h"
#include "server/config.h"

enum { EXPIRY_WARN_DAYS = 30 };

/*
 * Checks that the host's certificate, if it exists, has its key, without which serve would not start. SERVES: this user
 * is the one who will read it.
 */
void certificate_lint_key(const struct config *, const struct config_host *, bool serves, struct diag *);

/*
 * Reports to DIAG that the certificate of a host of CONFIG cannot be read, has expired or expires soon, or is not for
 * one of the host's names. A certificate that serve would make at its start is not reported as missing.
 */
void certificate_lint(const struct config *, const struct config_host *, enum severity ended, struct diag *);

/* Reports which of the hosts' keys are gone or missing, as serve finds them; nothing is made. */
void certificate_lint_gone(const struct config *, struct diag *);
/* True when serve would write something into the folder of certificates. */
bool certificate_lint_lacks(const struct config *);
/* Reports who else may read the keys, or put others in their place. */
void certificate_lint_modes(const struct config *, struct diag *);

#endif
