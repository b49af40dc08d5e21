#ifndef HUGO_REFERENCE_H
#define HUGO_REFERENCE_H

#include "hugo/shortcode_scope.h"

/* The address to which ref and relref lead with the argument PATH, on LINE of the author's file: from the page's own
 * folder, else from the content folder, else by its name alone wherever it is. PATH itself, with a warning, when no
 * page is there. */
str reference_resolve(str path, int line, const struct shortcode_scope *);

/* The page that PATH means in them; NULL: there is none. */
const struct page *reference_find(str path, const struct shortcode_scope *);
/* The language, among those of the configuration, of the page that asks; it has a site. */
size_t reference_language(const struct shortcode_scope *);

#endif
