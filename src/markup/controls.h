#ifndef MARKUP_CONTROLS_H
#define MARKUP_CONTROLS_H

#include "markup/tree.h"

/* Buttons, which do nothing here: each goes unless it stands in a sentence or in a link, or holds a link or a picture.
 */
void controls_settle(cmark_node *root, struct arena *);

#endif
