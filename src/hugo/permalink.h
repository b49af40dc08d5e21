#ifndef HUGO_PERMALINK_H
#define HUGO_PERMALINK_H

#include "hugo/origin.h"

/* The address of the page S on the web: decoded, under the language's prefix, without the path of baseURL. TITLE is
 * the front matter's. A token that is unknown is a complaint in the reading's DIAG, and stands for nothing. */
str permalink_of(const struct origin *, str title);

/* The folder of the files that belong to S, a bundle with that PERMALINK; with both slashes. */
str permalink_of_files(const struct origin *, str permalink);
/* The address of the list of the section FOLDER in the language of S, with both slashes. */
str permalink_of_section(const struct origin *, str folder);
/* The same for the section S->parent, which has an _index. */
str permalink_of_branch_files(const struct origin *);

/* An alias as written: what leads to the page, absolute. */
str permalink_of_alias(const struct origin *, str alias);

#endif
