#ifndef JEKYLL_BODY_H
#define JEKYLL_BODY_H

#include "site/generator.h"

/* The text of a page as Jekyll passes it to its converter: see struct generator. */
enum err body_read(str source, const struct page *, int root, struct uses *, struct effort *, struct arena *,
                   struct diag *, struct body *);

#endif
