#ifndef JEKYLL_POLYGLOT_H
#define JEKYLL_POLYGLOT_H

#include "jekyll/own_settings.h"
#include "site/site.h"

/* Sites with jekyll-polyglot: pages in another language than the main one stand below its name, "/es/about/". */

/* PRESENT: the configuration ALL names the plugin. */
struct languages polyglot_read(const struct data *all, bool present, struct arena *);

/* Says in CONFIG which languages there are. */
void polyglot_tell(const struct languages *, struct site_config *, struct arena *);

/* Moves PAGE, whose front matter says that it is in LANG and shares PAGE_ID with its translations (both may be empty),
 * to the address of its language, with lists of its own there. */
void polyglot_place(const struct languages *, str lang, str page_id, struct page *, struct arena *);

#endif
