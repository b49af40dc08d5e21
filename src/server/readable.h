#ifndef SERVER_READABLE_H
#define SERVER_READABLE_H

#include "site/site.h"

/* The index, from FROM on, of the next of SITE's files that this user may not read; their count when there is none. */
size_t readable_next_forbidden(const struct site *, int root, size_t from);

#endif
