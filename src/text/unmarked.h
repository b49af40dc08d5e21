#ifndef TEXT_UNMARKED_H
#define TEXT_UNMARKED_H

#include "base/arena.h"

/*
 * A title, a name or a description as plain words, for those who read no HTML. Out go the tags that stand within a line
 * of text (a, b, code, em, i, span, strong…) where one is opened and closed around words, and <br>, <wbr> and <img>
 * alone; anything else is text about HTML and stays: "The <dialog> element", "Vec<T>". Then character references are
 * decoded, once: "&lt;b&gt;" is "<b>". S itself where nothing changes. Linear.
 */
str text_unmark(str s, struct arena *);

#endif
