#ifndef RENDER_FLOW_H
#define RENDER_FLOW_H

#include "base/buf.h"
#include "render/link_list.h"

/* The inlines of one block as plain text, with an LF for each hard break; its links go to a list. */
struct flow_style {
    bool cite; /* "[1]" after each link */
    bool alt;  /* the alt text of a picture stands in the text, too */
};

struct flow {
    str text;        /* trimmed, in the arena */
    bool only_links; /* nothing but links (or pictures) and white space */
    size_t first;    /* index in the list of the first link of this block */
};

struct flow flow_inlines(cmark_node *parent, const struct flow_style *, struct link_list *);
/* A file name as words: "/a/our-cat.jpg" as "our cat". */
str flow_name_of(str url, struct arena *);
/* TEXT with white space in place of its hard breaks. */
str flow_one_line(str text, struct arena *);

#endif
