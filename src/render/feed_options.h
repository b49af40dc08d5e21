#ifndef RENDER_FEED_OPTIONS_H
#define RENDER_FEED_OPTIONS_H

#include "render/link_target.h"
#include "site/site.h"

/* The content of an entry: full, a summary, neither, or as the post and the configuration say (feed.excerpt_only). */
enum feed_content { FEED_FULL, FEED_SUMMARY, FEED_NONE, FEED_AS_AUTHOR_SAYS };

struct feed_options {
    str base_url; /* "gemini://host/" or "gemini://host:port/": the base of the links and of the feed's own address */
    bool mirror;  /* BASE_URL, without its last slash, is of an export to the web, whose reader SCOPE describes */
    struct link_scope scope;
    str gopher_url; /* "gopher://host:port"; empty: no alternates on Gopher */
    bool web;       /* alternates on the web, where the site has a url */
    size_t limit;   /* entries; 0: as the configuration says (feed.posts_limit) */
    enum feed_content content;
    const struct site_group *group; /* a tag or category; NULL: all posts */
    str group_path;                 /* "/tag/moon/", when there is a group */
    size_t edition;                 /* of its posts; see struct site_edition */
    size_t archive;                 /* the number of an archive of all posts; 0: the newest ones. See feed_archive.h */
    /* Opens the document of PAGE in ARENA; NULL when it is broken: its entry is then left out. */
    const struct document *(*open)(void *context, const struct page *, struct arena *);
    void *context;
};

#endif
