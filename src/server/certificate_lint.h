#ifndef SERVER_CERTIFICATE_LINT_H
#define SERVER_CERTIFICATE_LINT_H

#include "base/diag.h"
#include "server/config.h"

enum { EXPIRY_WARN_DAYS = 30 };

/* Whether the host's certificate, where there is one, has its key: what serve would not start without. SERVES:
 * this user is the one who will read it. */
void certificate_lint_key(const struct config *, const struct config_host *, bool serves, struct diag *);

/* What DIAG should say of the certificate of a host of CONFIG: that it cannot be read, has ended or ends soon, or is
 * not for one of the host's names. One that serve would make at its start is not missing. */
void certificate_lint(const struct config *, const struct config_host *, enum severity ended, struct diag *);

/* What of the hosts' keys is gone or missing, as serve finds it; nothing is made. */
void certificate_lint_gone(const struct config *, struct diag *);
/* Whether serve would write something into the folder of certificates. */
bool certificate_lint_lacks(const struct config *);
/* Who else may read them, or put others in their place. */
void certificate_lint_modes(const struct config *, struct diag *);

#endif
