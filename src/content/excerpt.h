#ifndef CONTENT_EXCERPT_H
#define CONTENT_EXCERPT_H

#include "markup/tree.h"

/* The beginning of a document that stands for it in lists. */
struct excerpt {
    str text;        /* plain */
    cmark_node *end; /* the child of the root before which it ends; NULL: it is the whole document */
};

/* The excerpt of the tree below ROOT as Jekyll's _docs/posts.md has it: OWN, the front matter's "excerpt:", if it is
 * not empty; else the text before TREE_MORE; else, when SEPARATOR is blank lines or nothing, the text up to the
 * first blank line. */
struct excerpt excerpt_find(cmark_node *root, str own, str separator, struct arena *);

#endif
