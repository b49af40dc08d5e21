#ifndef PLAIN_OWN_H
#define PLAIN_OWN_H

#include "jekyll/own_settings.h"

/* Who makes the web site of which the folder holds the texts. */
enum web_maker { MADE_BY_NOBODY, MADE_BY_ELEVENTY, MADE_BY_ASTRO, MADE_BY_PELICAN };

/* A plain folder's own part of the settings. */
struct plain {
    struct jekyll jekyll;    /* first, since Jekyll's rules find theirs here */
    struct str_list publish; /* folders and files that are published, without slashes at their ends */
    bool names_published;    /* the configuration has PUBLISH */
    bool is_vault;           /* there is a folder .obsidian */
    str new_posts;           /* the folder of a new post; empty: the root */
    bool is_bare;            /* there is nothing yet */
    const struct gemlog *gemlog;
    enum web_maker made_by;
    struct str_list web_roots; /* folders whose inside that program publishes at the top; see plain/web_root.h */
};

static inline const struct plain *plain_of(const struct settings *settings)
{
    return settings->own;
}

#endif
