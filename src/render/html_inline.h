#ifndef RENDER_HTML_INLINE_H
#define RENDER_HTML_INLINE_H

#include "base/buf.h"
#include "base/strmap.h"
#include "render/links.h"

/* HTML that is being written. */
struct html {
    const struct link_scope *scope;
    struct arena *arena;
    struct buf *out;
    size_t begin; /* offset of the body in OUT */
    enum err err; /* the first that occurred */
    /* Of a page of its own, where headings and notes can be linked to and a style sheet does the rest. */
    bool whole;
    int levels[6];     /* that the author gave to the headings that the present place is below */
    int depth;         /* of them */
    int first_note;    /* the number of the first note at the end of the page; 0: none is there */
    struct strmap ids; /* of headings, and how often each was wanted */
    struct strmap all; /* the same of the whole page, before anything of it is put */
};

void html_note_err(struct html *, enum err);
void html_put(struct html *, str markup);
void html_put_escaped(struct html *, str text);
/* Puts the inlines below PARENT. */
void html_put_inlines(struct html *, cmark_node *parent);

#endif
