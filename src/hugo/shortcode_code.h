#ifndef HUGO_SHORTCODE_CODE_H
#define HUGO_SHORTCODE_CODE_H

#include "base/buf.h"
#include "hugo/shortcode_tag.h"

/* Puts CODE, all that stands between two tags, in the language that the first, TAG, names; its lines stay
 * lines. TAG has MARGIN blanks before it, which the lines get, too, so that they stay in a list that it is in. */
void shortcode_code_put(struct buf *, const struct shortcode_tag *, size_t margin, str code);

#endif
