#ifndef HUGO_TAXONOMY_H
#define HUGO_TAXONOMY_H

#include "hugo/rules.h"

/* The names of the site's taxonomies, in the plural and in lower case: "tags", "series". */
struct str_list taxonomies_read(const struct data *all, struct arena *);
bool taxonomy_is_known(const struct hugo *, str plural);

/* The title that Hugo gives to the list of the folder NAME; PLURAL: in the plural, as it does for sections. */
str taxonomy_title(str name, bool plural, struct arena *);

#endif
