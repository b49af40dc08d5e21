#ifndef HUGO_SHORTCODE_OTHER_H
#define HUGO_SHORTCODE_OTHER_H

#include "base/buf.h"
#include "hugo/shortcode_own.h"

/* Puts what a reader may need of TAG, whose template is not there or says nothing that is known here, by the names of
 * its arguments: a picture, a link, a title; where the template is there, also its words by position. A complaint says
 * so. The inner text is not its. */
void shortcode_other_put(struct buf *, const struct shortcode_tag *, const struct shortcode_own *);

/* The address of the picture SRC that TAG names: the template of TAG may fetch it from assets/. */
str shortcode_picture(str src, const struct shortcode_tag *, const struct shortcode_own *);
/* True when an argument or an inner text looks like an address. */
bool shortcode_is_address(str);

#endif
