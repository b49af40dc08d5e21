#ifndef HUGO_LANGUAGE_H
#define HUGO_LANGUAGE_H

#include "hugo/rules.h"

/* Reads the languages that the configuration names; OPTIONS has the system's zones. */
void languages_read(struct hugo *, const struct settings *, const struct site_options *, struct arena *, struct diag *);
/* Says in CONFIG which languages there are. */
void languages_tell(const struct hugo *, struct site_config *, struct arena *);
/* The zone that MAP names as timeZone, of the system's database; OTHERWISE where there is none. */
const struct zone *language_zone(const struct data *map, const struct site_options *, const struct zone *otherwise,
                                 struct arena *, struct diag *);

/* The number of LANGUAGE among the editions of the site. */
static inline size_t language_edition(const struct hugo *h, size_t language)
{
    return language == h->main_language ? 0 : language + 1;
}

#endif
