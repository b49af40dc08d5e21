#ifndef HUGO_ASCIIDOC_SOURCE_H
#define HUGO_ASCIIDOC_SOURCE_H

#include "hugo/asciidoc_attribute.h"
#include "site/uses.h"

/* The surroundings of one text in AsciiDoc. */
struct asciidoc_scope {
    const struct page *page; /* its site may be NULL */
    int root;                /* files are read below it; -1: none are */
    struct uses *uses;       /* may be NULL */
    struct diag *diag;       /* the same */
    const struct data *attributes;
    int first_line; /* of the text in the author's file */
    bool beside;    /* files are included from the folder of the page, not from that of the site */
};

/* A text that is being read, included by the one before it. */
struct asciidoc_frame {
    str rest;
    str file;   /* its path in the capsule */
    int line;   /* of the line before REST, in its file */
    int offset; /* that its headings are deeper */
    str tags;   /* names of the parts that are taken, "a;b"; empty: all of it is */
    str part;   /* of these the one that REST is in */
};

enum { ASCIIDOC_DEPTH_MAX = 16 };

/* The lines of a document: those of included files stand in the place of the line that includes them, and those under
 * a condition that does not hold are left out. */
struct asciidoc_source {
    const struct asciidoc_scope *scope;
    struct asciidoc_attributes *attributes;
    struct arena *arena;
    struct asciidoc_frame frames[ASCIIDOC_DEPTH_MAX];
    size_t depth;
    size_t files, bytes; /* included so far, or looked for */
    bool full;           /* no more is included */
    size_t within, off;  /* conditions around the line; the number of the outermost that does not hold, or 0 */
};

struct asciidoc_line {
    str text;
    int number; /* in the author's file; 0: it is included */
    int offset; /* that a heading in it is deeper */
};

void asciidoc_source_open(struct asciidoc_source *, str text, const struct asciidoc_scope *,
                          struct asciidoc_attributes *, struct arena *);
/* Sets *LINE to the next line that readers may see. False: that was all. */
bool asciidoc_source_next(struct asciidoc_source *, struct asciidoc_line *);

#endif
