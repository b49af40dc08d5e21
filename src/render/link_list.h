#ifndef RENDER_LINK_LIST_H
#define RENDER_LINK_LIST_H

#include "base/strmap.h"
#include "render/links.h"

/* The links of a block, each address once, until they are written below it. */
struct link_line {
    struct link_target target;
    str label;  /* one line; may be empty */
    bool bare;  /* the label is the address as its author typed it */
    int number; /* in the text, for who cites by numbers */
    bool shown; /* written already */
};

enum { LINK_ADDRESS_MAX = 1023 }; /* bytes: what a Gemini client must take */

struct link_list {
    const struct link_scope *scope;
    struct arena *arena;
    struct strmap seen;
    struct link_line *items;
    size_t count, capacity;
    int last_number;
};

void link_list_init(struct link_list *, const struct link_scope *, struct arena *);
/* Adds what URL leads to. NULL: it is no link for this reader (an anchor, a script, too long). */
struct link_line *link_list_add(struct link_list *, str url, str label, bool bare);
/* What would run in a reader, or is no address but the thing itself: javascript:, data:. */
bool link_is_unsafe(str url);
/* Empty, and without a hold on the arena. */
void link_list_clear(struct link_list *);

#endif
