#ifndef HUGO_LIST_PLACE_H
#define HUGO_LIST_PLACE_H

#include "hugo/origin.h"

/* The lists of Hugo's that the page S is in, or that it heads: of its section and those around it, of its terms, and in
 * another language than the main one of all that is written in it. POST: it is in lists of posts. */
struct list_places list_places_of(const struct origin *, bool post);

/* The address of the list that the _index S heads; *OLD is another one of Hugo's that leads there, or empty. */
str list_place_headed(const struct origin *, str *old);
/* The title of that list where its author gives none. */
str list_place_label(const struct origin *);

/* The terms that PLURAL, a taxonomy, gives to the page; none if the site has no such taxonomy. */
struct str_list list_place_terms(const struct origin *, str plural);

#endif
