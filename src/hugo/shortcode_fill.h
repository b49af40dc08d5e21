#ifndef HUGO_SHORTCODE_FILL_H
#define HUGO_SHORTCODE_FILL_H

#include "base/buf.h"
#include "hugo/shortcode_scope.h"
#include "hugo/shortcode_tag.h"

/*
 * Puts what TEMPLATE prints for TAG, as far as that is its arguments, its inner text, keys of the page
 * and texts of its own. Nothing of the template is run: what else is asked of the page, the site or a file is empty,
 * loops are left out, and of conditions those on arguments count. Time is linear in the template.
 */
void shortcode_fill(struct buf *, str template, const struct shortcode_tag *, const struct shortcode_scope *);

#endif
