#ifndef HUGO_PERMALINK_H
#define HUGO_PERMALINK_H

#include "hugo/origin.h"

/* The address of the page S on the web: decoded, under the language's prefix, without the path of baseURL. TITLE is
 * the front matter's. A token that is unknown is a complaint in the reading's DIAG, and stands for nothing. */
str permalink_of(const struct origin *, str title);

/* An alias as written: what leads to the page, absolute. */
str permalink_of_alias(const struct origin *, str alias);

#endif
