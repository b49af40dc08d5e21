#ifndef RENDER_LINKS_H
#define RENDER_LINKS_H

#include "content/document.h"
#include "protocol/mime.h"
#include "site/site.h"

enum link_protocol { LINK_GEMINI, LINK_GOPHER, LINK_WEB };

/* Who reads, and from where: what a link's target depends on. */
struct link_scope {
    enum link_protocol protocol;  /* of the reader; LINK_WEB: addresses as Jekyll has them */
    const struct page *page;      /* what relative links start from, and whose site knows what is ours; NULL: neither */
    str base;                     /* prefix of own addresses: "" for gemini pages, "gemini://host:port" in a feed */
    str host;                     /* public host, for gopher items and "also on" */
    int gemini_port, gopher_port; /* public ports; 0: that protocol is off */
    const struct mime_table *mime; /* what files are; NULL: only what is built in */
    struct uses *uses;             /* each link that PAGE has is told to it; may be NULL */
};

/* Where a link leads once it is turned to the reader's protocol. */
struct link_target {
    bool ours;        /* within the capsule: ADDRESS is a path or a selector, with scope->base in front */
    bool anchor;      /* only "#name": text, no link */
    bool broken;      /* ours by its form, but nothing is there */
    char gopher_type; /* for LINK_GOPHER: '0' '1' '7' '9' 'I' 'g' 's' 'h'; 'i': menus cannot carry it */
    str address;      /* percent-encoded ASCII; for gopher "URL:https://…" of other hosts */
    str host;         /* for gopher items */
    int port;
};

/* All of a target as one number, for struct use. */
uint64_t link_hash(const struct link_target *);

struct link_target link_resolve(const struct link_scope *, str url, struct arena *);

/* What stands at PATH (decoded, absolute) in SITE: a page, a file, a folder or a list. False: nothing does. */
bool link_find(const struct link_scope *, const struct site *, str path, struct arena *, struct link_target *);
/* A file of SITE. On Gopher, HTML leads to where a browser has it: on the web, else on Gemini. */
struct link_target link_file(const struct link_scope *, const struct site *, const struct site_file *, struct arena *);
/* SELECTOR of another Gopher server, as its own menu would have it. */
struct link_target link_selector(const struct link_scope *, char type, str selector, str host, int port,
                                 struct arena *);

/* The page's canonical address: "/a/moon.gmi" or "/a/moon/"; the selector "/a/moon"; Jekyll's url. Encoded. */
str link_page(const struct page *, enum link_protocol, struct arena *);
str link_page_text(const struct page *, struct arena *); /* the type-0 twin: "/a/moon.txt" or "/a/moon/index.txt" */

#endif
