#ifndef HUGO_SHORTCODE_LINK_H
#define HUGO_SHORTCODE_LINK_H

#include "base/buf.h"

/* Puts a link to TARGET, or if PICTURE the picture there, in Markdown, with LABEL as its plain words. */
void shortcode_link_put(struct buf *, bool picture, str label, str target);

#endif
