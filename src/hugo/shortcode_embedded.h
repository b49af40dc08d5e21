#ifndef HUGO_SHORTCODE_EMBEDDED_H
#define HUGO_SHORTCODE_EMBEDDED_H

#include "base/buf.h"
#include "hugo/shortcode_tag.h"

/* Puts a link to the film, the gist or the message elsewhere that TAG shows in a page. False: it is no such tag. */
bool shortcode_embedded_put(struct buf *, const struct shortcode_tag *, struct arena *);

#endif
