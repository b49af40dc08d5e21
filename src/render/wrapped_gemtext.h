#ifndef RENDER_WRAPPED_GEMTEXT_H
#define RENDER_WRAPPED_GEMTEXT_H

#include "render/wrapped.h"

/* Writes an author's own gemtext in columns. */
void wrapped_gemtext(struct wrapped *, str source, const struct link_scope *);

#endif
