#ifndef RENDER_GEMTEXT_WALK_H
#define RENDER_GEMTEXT_WALK_H

#include "render/flow_place.h"
#include "render/gemtext_line.h"
#include "render/link_list.h"

/* Where a walk over a tree stands, and when the links of its blocks become lines. */

/* What a block stands in. */
struct around {
    int quotes, lists; /* their number */
    int level;         /* lists within the innermost quote */
    bool waiting;      /* links wait for the end of a quote */
};

struct gemtext {
    struct gemtext_lines lines;
    struct link_list links;
    struct arena *arena;
    struct around around;
};

/* Links wait until the block that they belong to has ended; a quote is one with all blocks in it, but for lists with
 * links, which stand by their items. Those of an item are remembered until it ends, so that each is shown once. */
void gemtext_links(struct gemtext *);
/* Puts links whose words stand nowhere else: the words are the label, even those of a bare address. */
void gemtext_links_in_place(struct gemtext *, size_t first);
/* The words of a paragraph and its pictures, each in its place, with the links of the words right below them. */
void gemtext_places(struct gemtext *, const struct flow_places *);
/* FIRST and REST stand before the first line and all others. */
void gemtext_lines_of(struct gemtext *, str first, str rest, str text);
/* Returns what is around the list, to leave it with. */
struct around gemtext_enter_list(struct gemtext *, cmark_node *list);
void gemtext_leave_list(struct gemtext *, struct around outer);

#endif
