#ifndef HUGO_ATTRIBUTE_H
#define HUGO_ATTRIBUTE_H

#include "base/arena.h"

/* TEXT, Markdown, without goldmark's attributes ("{#id .class key="value"}"), of which readers see nothing: those at
 * the ends of headings if HEADINGS, and those on lines of their own if BLOCKS. Code keeps its own; lines stay lines. */
str attributes_drop(str text, bool headings, bool blocks, struct arena *arena);

#endif
