#ifndef HUGO_ABSENCE_H
#define HUGO_ABSENCE_H

#include "site/site.h"

/* Tells why readers do not see the file PATH, below ROOT: which key says so, and where. */
void absence_tell(const struct site *, int root, str path, struct diag *);

#endif
