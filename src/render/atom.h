#ifndef RENDER_ATOM_H
#define RENDER_ATOM_H

#include "base/buf.h"
#include "render/links.h"

/* Full, a summary, neither, or as each post and the configuration say (feed.excerpt_only). */
enum feed_content { FEED_FULL, FEED_SUMMARY, FEED_NONE, FEED_AS_AUTHOR_SAYS };

struct feed_options {
    str base_url;   /* "gemini://host/" or "gemini://host:port/": of the links and of the feed itself */
    str gopher_url; /* "gopher://host:port", or empty: alternates only when asked */
    bool web;       /* alternates on the web, where the site has a url */
    size_t limit;   /* entries */
    enum feed_content content;
    const struct site_group *group; /* a tag or category; NULL: all posts */
    str group_path;                 /* "/tag/moon/", when there is a group */
    /* Opens the document of PAGE in ARENA; NULL when it is broken: then the entry is left out. */
    const struct document *(*open)(void *context, const struct page *, struct arena *);
    void *context;
};

/* RFC 4287. The same site and options give the same bytes on every machine. */
enum err render_atom(const struct site *, const struct feed_options *, struct buf *out);

#endif
