#ifndef RENDER_WRAPPED_TREE_H
#define RENDER_WRAPPED_TREE_H

#include "content/document.h"
#include "render/wrapped.h"

/* Writes the body of a document that has a tree. In a menu, links follow their block as items; in plain text they
 * are numbered and listed at the end of each section. */
void wrapped_tree(struct wrapped *, cmark_node *root, const struct link_scope *);

#endif
