#ifndef CONTENT_EXCERPT_H
#define CONTENT_EXCERPT_H

#include "content/document.h"

/* Fills in the excerpt of DOCUMENT (which has a tree) as Jekyll's _docs/posts.md has it: OWN, the front matter's
 * "excerpt:", if it says something; else what stands before TREE_MORE; else, when SEPARATOR is blank lines or nothing,
 * the text up to the first blank line. */
void excerpt_find(struct document *, str own, str separator, struct arena *);

#endif
