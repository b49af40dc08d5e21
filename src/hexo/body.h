#ifndef HEXO_BODY_H
#define HEXO_BODY_H

#include "site/generator.h"

/* See read_body of struct generator. */
enum err body_of_hexo(str source, const struct page *, int root, struct uses *, struct effort *, struct arena *,
                      struct diag *, struct body *);

#endif
