#ifndef RENDER_LINK_LIST_H
#define RENDER_LINK_LIST_H

#include "base/strmap.h"
#include "render/links.h"

/* The links of a block, each address once, kept until they are written below it. */
struct link_line {
    struct link_target target;
    str label;  /* one line; may be empty */
    bool bare;  /* the label is the address as its author typed it */
    int number; /* in the text, for renderers that cite by number */
    bool shown; /* already written */
};

enum { LINK_ADDRESS_MAX = 1023 }; /* bytes that a Gemini client must accept */

struct link_list {
    const struct link_scope *scope;
    struct arena *arena;
    struct strmap seen;
    struct link_line *items;
    size_t count, capacity;
    int last_number;
    int pictures; /* of the page, that say nothing of themselves */
};

void link_list_init(struct link_list *, const struct link_scope *, struct arena *);
/* Adds the target of URL. NULL: it is not a link for this reader (an anchor, a script, too long). */
struct link_line *link_list_add(struct link_list *, str url, str label, bool bare);
/* The label on Gemini: a bare address needs none, except where a client would show its "mailto:". */
str link_line_label(const struct link_line *);
/* True for a URL that would run in a reader, or that holds the data itself instead of an address: javascript:,
 * data:. */
bool link_is_unsafe(str url);
/* Empties the list; nothing in it refers to the arena any more. */
void link_list_clear(struct link_list *);

/* The address as it stands in a text: without the mark of menus. */
str link_plain_address(const struct link_target *);
/* True when LABEL, as it stands in the text, is all of the address. */
bool link_is_in_full(const struct link_line *, str label);

#endif
