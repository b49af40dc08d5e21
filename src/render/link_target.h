#ifndef RENDER_LINK_TARGET_H
#define RENDER_LINK_TARGET_H

#include "content/document.h"
#include "protocol/mime.h"
#include "render/link_others.h"
#include "render/picture_size.h"
#include "site/site.h"

enum link_protocol { LINK_GEMINI, LINK_GOPHER, LINK_WEB, LINK_NEX };

/* The reader and the place of a link: everything that the link's target depends on. */
struct link_scope {
    enum link_protocol protocol; /* of the reader; LINK_WEB: addresses as Jekyll writes them */
    const struct page
        *page; /* relative links start from it, and its site knows the capsule's addresses; NULL: neither */
    str base;  /* prefix of the capsule's own addresses: "" for gemini pages, "gemini://host:port" in a feed */
    str host;  /* public host, for gopher items and "also on" */
    int gemini_port, gopher_port; /* public ports; 0: that protocol is off */
    struct link_others others;
    const struct mime_table *mime;     /* types of files; NULL: only the built-in ones */
    const struct picture_sizer *sizer; /* NULL: no page wants sizes */
    struct uses *uses;                 /* records each link of PAGE; may be NULL */
    str gemini, gopher;                /* LINK_WEB: the same capsule there, "gemini://host"; empty: it is not there */
    bool mirror;                       /* LINK_WEB: the reader's pages are ours, with our lists and folders */
    bool alone;                        /* a link into the capsule that leads nowhere leads nowhere on the web, either */
    bool as_is; /* finds pages that send their readers elsewhere (redirect_to) themselves, not where they lead */
};

/* The target of a link, translated to the reader's protocol. */
struct link_target {
    bool ours;        /* within the capsule: ADDRESS is a path or a selector, with scope->base in front */
    bool anchor;      /* only "#name": text, not a link */
    bool broken;      /* ours by its form, but nothing is there */
    char gopher_type; /* for LINK_GOPHER: '0' '1' '7' '9' 'I' 'g' 's' 'h'; 'i': a menu cannot carry it */
    str address;      /* percent-encoded ASCII; for gopher "URL:https://…" of other hosts */
    str host;         /* for gopher items */
    int port;
    const struct page *page; /* the page that it is; NULL: something else */
};

/*
 * The target ADDRESS (percent-encoded, from "/") of the capsule, of the Gopher type TYPE. On Gopher, whose selectors
 * hold no control bytes, one with such bytes is on Gemini.
 */
struct link_target link_ours(const struct link_scope *, str address, char type, struct arena *);
/* The target URL of others, as its author wrote it. */
struct link_target link_foreign(const struct link_scope *, str url, struct arena *);
/* A hash of the whole target, for struct uses. */
uint64_t link_hash(const struct link_target *);

/*
 * The Gopher type of a file of SITE, in menus and for the way its answer ends: HTML is text ('0') where no browser
 * finds it elsewhere.
 */
char link_file_type(const struct link_scope *, const struct site *, const struct site_file *);
/* The target of a file of SITE. On Gopher, HTML leads to where a browser finds it: on the web, else on Gemini. */
struct link_target link_file(const struct link_scope *, const struct site *, const struct site_file *, struct arena *);
/* The target SELECTOR on another Gopher server, as a menu of that server would give it. */
struct link_target link_selector(const struct link_scope *, char type, str selector, str host, int port,
                                 struct arena *);

/* The page's canonical address by protocol: "/a/moon.gmi" or "/a/moon/"; the selector "/a/moon"; "/a/moon.txt"
 * or "/a/moon/" on Nex; Jekyll's url. Encoded. */
str link_page(const struct page *, enum link_protocol, struct arena *);
str link_page_text(const struct page *, struct arena *); /* its type-0 twin: "/a/moon.txt" or "/a/moon/index.txt" */

#endif
