#ifndef HUGO_ASCIIDOC_INLINE_H
#define HUGO_ASCIIDOC_INLINE_H

#include "hugo/asciidoc_attribute.h"

/* The surroundings of a line of AsciiDoc's text. */
struct asciidoc_inline {
    struct buf *out;
    struct arena *arena;
    str pictures;          /* the folder of pictures; may be empty */
    struct strmap anchors; /* places of the text: 1 + index of the title there */
    const str *titles;
    struct asciidoc_attributes *attributes; /* of these titles */
};

/* Puts S, the text of one line, as Markdown. Linear. */
void asciidoc_inline_put(struct asciidoc_inline *, str s);

#endif
