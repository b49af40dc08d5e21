#ifndef SITE_SHADOW_H
#define SITE_SHADOW_H

#include "site/generator.h"

/* Marks those of PAGES whose address another of them has as well, and which the generator writes before that one: they
 * are no part of the site but by their source. Each is told to DIAG, with the permalink that frees it. */
void shadow_settle(const struct page *const *pages, size_t count, const struct generator *, struct diag *);

#endif
