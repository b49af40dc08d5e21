#ifndef HUGO_SHORTCODE_FILL_H
#define HUGO_SHORTCODE_FILL_H

#include "base/buf.h"
#include "hugo/shortcode_scope.h"
#include "hugo/shortcode_tag.h"

/* What is to know of a template that was filled in. */
struct shortcode_filled {
    str text;       /* of another file: it stands where SHORTCODE_TEXT is */
    bool unread;    /* something that it says, or that decides what it says, is not known here */
    bool handed_on; /* so is what it makes of the inner text */
    bool frame;     /* it shows another page in a frame, apart from the text around */
};

/*
 * Puts what TEMPLATE prints for TAG, as far as that is its arguments, its inner text, keys of the page, titles and
 * addresses of the site's pages, and texts of its own or of the site's files. Nothing of the template is run: what else
 * is asked of the page, the site or its data is empty, loops over anything but the arguments are left out, and of
 * conditions those on known values count. Time is linear in the template, times the arguments for a loop over them.
 */
struct shortcode_filled shortcode_fill(struct buf *, str template, const struct shortcode_tag *,
                                       const struct shortcode_scope *);

#endif
