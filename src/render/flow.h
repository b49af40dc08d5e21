#ifndef RENDER_FLOW_H
#define RENDER_FLOW_H

#include "base/buf.h"
#include "render/flow_place.h"
#include "render/flow_space.h"
#include "render/link_list.h"

/* The inlines of one block as plain text, with an LF for each hard break; its links go to a list. */
struct flow_style {
    bool cite;  /* "[1]" after each link */
    bool alt;   /* the alt text of a picture stands in the text, too */
    bool apart; /* a picture on a line of its own stands there, and not behind the words */
    bool item;  /* the block opens an item of a list: whether words lead up to its link matters */
};

struct flow {
    str text;        /* trimmed, in the arena */
    bool only_links; /* nothing but links (or pictures) and white space */
    size_t first;    /* of the list's links, the first that is of this block */
    int linked;      /* how often a link or a picture leads somewhere */
    bool pictured;   /* a picture is among them */
    bool led;        /* words stand before the first link that are neither a number nor a date, nor emphasised (of an
                      * item) */
    struct flow_places places; /* of the pictures that stand between the words of a paragraph */
};

struct flow flow_inlines(cmark_node *parent, const struct flow_style *, struct link_list *);
/* True when an item of a list with this paragraph is one link line: exactly one link, which opens the paragraph or
 * comes after its number, its date or emphasis, and few words in all, unless all of them are the link's. */
bool flow_is_link(const struct flow *, const struct link_list *);

#endif
