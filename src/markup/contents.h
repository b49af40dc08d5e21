#ifndef MARKUP_CONTENTS_H
#define MARKUP_CONTENTS_H

#include "markup/tree.h"

enum { CONTENTS_LINKS_MIN = 4 };

/*
 * Tables of contents: those that {:toc} asks for, which are empty TREE_CONTENTS nodes so far, and those that an author
 * made by hand: a list or a paragraph of at least CONTENTS_LINKS_MIN links to anchors of this page, and nothing else.
 * The former go, the latter become TREE_CONTENTS; the heading over either does the same when nothing else stands below
 * it. SOURCE is the text that ROOT was made of.
 */
void contents_settle(cmark_node *root, str source, struct arena *);

#endif
