#ifndef PLAIN_HEADER_H
#define PLAIN_HEADER_H

#include "base/arena.h"

/* Front matter as other programs write it, made the YAML that the rest of this folder reads. */
struct headed {
    str text;  /* the whole file; as it was where there is nothing to do */
    int added; /* lines of TEXT before the body that the author's file does not have */
};

/*
 * Of SOURCE, a Markdown file, clean (see text/clean.h):
 * - lines "Key: value" at its beginning, as Pelican and MultiMarkdown have them, one of which is a title or a date. A
 *   status "draft" is a draft, "hidden" keeps a page out of lists;
 * - front matter between "---js" or "---json" and "---", as Eleventy has it: JavaScript says nothing here.
 */
struct headed header_as_yaml(str source, struct arena *);

#endif
