#ifndef PLAIN_BODY_H
#define PLAIN_BODY_H

#include "site/generator.h"

/* See struct generator. */
enum err body_of_plain(str source, const struct page *, int root, struct uses *, struct effort *, struct arena *,
                       struct diag *, struct body *);

#endif
