#ifndef ANSWER_ADDRESSES_H
#define ANSWER_ADDRESSES_H

#include "render/links.h"
#include "site/site.h"

/* All addresses of a capsule on one protocol, for a caller such as an export, which cannot wait for requests. */
struct address {
    str path;     /* percent-encoded: "/a/moon.gmi", the selector "/a/moon" */
    bool menu;    /* on Gopher, of type 1 */
    bool html;    /* on the web, a page or a list */
    str leads_to; /* the address of which this is another name; empty: it is not an alias */
};

struct address_list {
    struct address *items;
    size_t count;
};

/*
 * Every address that is answered with a body of its own, each once: pages and their twins, lists, feeds and files,
 * except unlisted ones. LINK_WEB is an export
 * to there.
 */
struct address_list addresses_own(const struct site *, enum link_protocol, struct arena *);

/* The other names that authors and feed readers know (redirect_from, /feed.xml), and their targets. */
struct address_list addresses_moved(const struct site *, enum link_protocol, struct arena *);

#endif
