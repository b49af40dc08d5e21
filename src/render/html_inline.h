#ifndef RENDER_HTML_INLINE_H
#define RENDER_HTML_INLINE_H

#include "base/buf.h"
#include "render/links.h"

/* HTML that is being written. */
struct html {
    const struct link_scope *scope;
    struct arena *arena;
    struct buf *out;
    size_t begin; /* offset of the body in OUT */
    enum err err; /* the first that occurred */
};

void html_note_err(struct html *, enum err);
void html_put(struct html *, str markup);
void html_put_escaped(struct html *, str text);
/* Puts the inlines below PARENT. */
void html_put_inlines(struct html *, cmark_node *parent);

#endif
