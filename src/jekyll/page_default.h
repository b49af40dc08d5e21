#ifndef JEKYLL_PAGE_DEFAULT_H
#define JEKYLL_PAGE_DEFAULT_H

#include "data/data.h"
#include "jekyll/settings.h"
#include "site/page.h"

/* The value of KEY in FRONT, the front matter of PAGE (NULL: it has none), over that in the configuration's defaults,
 * maps within maps, too. NULL: none. */
const struct data *page_own_value(const struct page *, const struct data *front, str key, struct arena *);

/* The same for the file SOURCE of TYPE (see settings_type). */
const struct data *source_own_value(const struct settings *, str source, str type, const struct data *front, str key,
                                    struct arena *);

#endif
