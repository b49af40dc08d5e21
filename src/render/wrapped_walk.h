#ifndef RENDER_WRAPPED_WALK_H
#define RENDER_WRAPPED_WALK_H

#include "markup/tree.h"
#include "render/flow.h"
#include "render/wrapped.h"

/* Where a walk over a tree stands, and when the links of its blocks are written. */

struct walker {
    struct wrapped *w;
    struct link_list links;
    struct flow_style style;
    int quotes, lists; /* number of those around the block */
    bool waiting;      /* links wait for the end of a quote around the block */
};

void wrapped_links(struct walker *, size_t first);
/* The words of a paragraph and its pictures, each in its place, with the links of the words right below them. */
void wrapped_places(struct walker *, const struct flow_places *);
/* The items of a menu, once the block that they belong to has ended; a quote is one with all blocks in it, but for
 * lists with links, which stand by their items. Those of an item are remembered until it ends, so that each is shown
 * once. */
void wrapped_end_block(struct walker *);
/* The list of links in plain text. */
void wrapped_end_section(struct walker *);
/* Returns whether links waited for the end of a quote before, to leave the list with. */
bool wrapped_enter_list(struct walker *, cmark_node *list);
void wrapped_leave_list(struct walker *, bool waited);

#endif
