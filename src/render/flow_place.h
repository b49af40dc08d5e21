#ifndef RENDER_FLOW_PLACE_H
#define RENDER_FLOW_PLACE_H

#include "base/arena.h"

#include <cmark.h>

/* A picture on a line of its own within a paragraph, which stands between the words before it and those behind it. */
struct flow_place {
    str before;      /* the words since the place before, trimmed */
    size_t offset;   /* of the place in the text, while it is made */
    size_t link_end; /* of the list's links, the picture's is the last before this one */
};

struct flow_places {
    struct flow_place *items;
    size_t count, capacity;
    str rest; /* the words behind the last */
};

/* Is IMAGE, with the links that hold nothing else, all of a line of PARENT, which has other lines? */
bool flow_stands_alone(cmark_node *image, cmark_node *parent);
void flow_places_add(struct flow_places *, size_t offset, size_t link_end, struct arena *);
/* Fills the words of the places from the whole TEXT, which they refer to. */
void flow_places_finish(struct flow_places *, str text, struct arena *);

#endif
