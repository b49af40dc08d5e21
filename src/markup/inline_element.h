#ifndef MARKUP_INLINE_ELEMENT_H
#define MARKUP_INLINE_ELEMENT_H

#include "markup/inline_build.h"

/* Inline elements of HTML as nodes: what each tag opens, closes or is. */
void inline_put_tag(struct inline_builder *, const struct html_token *);
/* Struck-out text, from "~~" to "~~". */
void inline_open_strike(struct inline_builder *);
void inline_close_strike(struct inline_builder *);

#endif
