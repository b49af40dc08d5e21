#ifndef HUGO_ASCIIDOC_H
#define HUGO_ASCIIDOC_H

#include "base/mapped.h"
#include "hugo/asciidoc_source.h"

/* TEXT, AsciiDoc, as Markdown, as far as a reader needs it: headings, lists, tables, code, links and pictures, with its
 * attributes and included files, without comments. Linear in all that is read. */
struct mapped asciidoc_as_markdown(str text, const struct asciidoc_scope *, struct arena *);

#endif
