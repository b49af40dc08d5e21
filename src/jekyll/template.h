#ifndef JEKYLL_TEMPLATE_H
#define JEKYLL_TEMPLATE_H

#include "base/mapped.h"
#include "jekyll/template_scope.h"

/* Runs the Liquid of a page as Jekyll does, with its objects, its tags and its filters. {% highlight LANG %} becomes a
 * fence that nothing inside can close. */
struct mapped template_render(struct mapped in, const struct template_scope *, struct arena *, struct diag *);

#endif
