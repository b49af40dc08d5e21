#ifndef HUGO_SHORTCODE_FIGURE_H
#define HUGO_SHORTCODE_FIGURE_H

#include "base/buf.h"
#include "hugo/shortcode_tag.h"

/* Puts the picture SRC of TAG, with its link, title, caption and whose it is; words that name the picture stand once,
 * unless they hold links. */
void shortcode_figure_put(struct buf *, const struct shortcode_tag *, str src, struct arena *);

#endif
