#ifndef ANSWER_ADDRESSES_H
#define ANSWER_ADDRESSES_H

#include "render/links.h"
#include "site/site.h"

/* All that a capsule has to say over one protocol, for who cannot wait to be asked. */
struct address {
    str path;     /* percent-encoded: "/a/moon.gmi", the selector "/a/moon" */
    bool menu;    /* on Gopher, of type 1 */
    str leads_to; /* it is another name of that address; empty: it is none */
};

struct address_list {
    struct address *items;
    size_t count;
};

/* Every address that is answered with a body of its own, each once: pages and their twins, lists, feeds and files, but
 * nothing that is unlisted. PROTOCOL is LINK_GEMINI or LINK_GOPHER. */
struct address_list addresses_own(const struct site *, enum link_protocol, struct arena *);

/* The other names that authors and feed readers know (redirect_from, /feed.xml) and where they lead. */
struct address_list addresses_moved(const struct site *, enum link_protocol, struct arena *);

#endif
