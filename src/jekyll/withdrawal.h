#ifndef JEKYLL_WITHDRAWAL_H
#define JEKYLL_WITHDRAWAL_H

#include "site/generator.h"

/* See struct generator. Jekyll's layouts and lists are made here in a way of our own, so a page that would show one is
 * withdrawn, and leads to ours. */
bool template_withdraws(const struct site *, int root, struct page *, struct effort *, struct arena *);

#endif
