#ifndef SERVER_EXPIRY_H
#define SERVER_EXPIRY_H

#include "base/diag.h"

enum { EXPIRY_WARN_DAYS = 30 };

/* What DIAG should say of the certificate in the file PATH: that it cannot be read, has ended, or ends soon. */
void expiry_check(str path, struct diag *);

#endif
