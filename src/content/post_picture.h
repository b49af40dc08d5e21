#ifndef CONTENT_POST_PICTURE_H
#define CONTENT_POST_PICTURE_H

#include "markup/tree.h"
#include "site/page.h"

/* Puts the picture that PAGE is shown with above its text, unless the text shows it. Returns its paragraph, or NULL. */
cmark_node *post_picture_add(cmark_node *root, const struct page *, struct arena *);

#endif
