#ifndef MARKUP_ANCHORS_H
#define MARKUP_ANCHORS_H

#include "base/strmap.h"
#include "markup/tree.h"

/* The anchors of a page: ids of its headings, as kramdown, GitHub and goldmark make them, and those that its author
 * wrote. They are compared by their letters and digits, since each generator has its own rule for the rest. */
struct anchors {
    struct strmap names;
};

/* ROOT: the tree made of SOURCE; both must outlive the anchors. */
void anchors_find(struct anchors *, cmark_node *root, str source, struct arena *);
/* Does URL, "#name", lead to one of them, or to the top of the page? */
bool anchors_have(const struct anchors *, str url);

#endif
