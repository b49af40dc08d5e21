#ifndef RENDER_FLOW_LABEL_H
#define RENDER_FLOW_LABEL_H

#include "render/flow.h"

/* A paragraph that says no more than the label of a link, so that its words would stand twice. */

/*
 * True when the paragraph is nothing but link lines: only links, or one line with one link or picture that says no
 * other words than the label: "[Read on](u)!", or a picture with its alternative text below it. That label becomes the
 * paragraph then. Of any other, the last lines that say no more than its last links do are taken off the text.
 */
bool flow_is_lines(struct flow *, struct link_list *);
/* True when NODE is a paragraph that repeats the words of the picture which is all of the paragraph before it. */
bool flow_repeats_picture(cmark_node *node, struct arena *);

#endif
