#ifndef RENDER_FLOW_H
#define RENDER_FLOW_H

#include "base/buf.h"
#include "render/link_list.h"

/* The inlines of one block as plain text, with an LF for each hard break; the links go to a list. */
struct flow_style {
    bool cite; /* "[1]" after what is a link */
    bool alt;  /* what a picture shows stands in the text, too */
};

struct flow {
    str text;        /* trimmed, in the arena */
    bool only_links; /* nothing but links (or pictures) and white space */
    size_t first;    /* of the list's links, the first that is of this block */
};

struct flow flow_inlines(cmark_node *parent, const struct flow_style *, struct link_list *);
/* A file name in words: "/a/our-cat.jpg" to "our cat". */
str flow_name_of(str url, struct arena *);
/* TEXT with white space for its hard breaks. */
str flow_one_line(str text, struct arena *);

#endif
