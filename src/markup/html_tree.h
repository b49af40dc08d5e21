#ifndef MARKUP_HTML_TREE_H
#define MARKUP_HTML_TREE_H

#include "markup/parser.h"

/* Adds HTML as children of PARENT, which takes blocks. TEXT begins in LINE of the author's file and is DEPTH
 * containers deep. Elements that say markdown="1" are parsed as Markdown. */
void html_tree_add(struct parser *, str text, cmark_node *parent, int depth, int line);
/* The same for a whole text whose lines come from several places. */
void html_tree_add_mapped(struct parser *, struct mapped, cmark_node *parent);

#endif
