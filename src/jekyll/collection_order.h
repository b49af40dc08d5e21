#ifndef JEKYLL_COLLECTION_ORDER_H
#define JEKYLL_COLLECTION_ORDER_H

#include "site/site.h"

/* The order of sort_by; see sort_documents of struct generator. */
void collection_order(const struct site *, str label, const struct page **documents, size_t count);

#endif
