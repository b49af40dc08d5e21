#ifndef HUGO_ASCIIDOC_H
#define HUGO_ASCIIDOC_H

#include "base/arena.h"

/* TEXT, AsciiDoc, as Markdown, as far as a reader needs it: headings, lists, code, links and pictures; attributes,
 * includes and comments are left out. As many lines as TEXT has; linear. */
str asciidoc_as_markdown(str text, struct arena *);

#endif
