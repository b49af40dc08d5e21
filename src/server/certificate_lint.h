#ifndef SERVER_CERTIFICATE_LINT_H
#define SERVER_CERTIFICATE_LINT_H

#include "base/diag.h"

enum { EXPIRY_WARN_DAYS = 30 };

/* What DIAG should say of the certificate in the file PATH: that it cannot be read, has ended, or ends soon. */
void certificate_lint(str path, struct diag *);

#endif
