#ifndef SITE_SETTINGS_H
#define SITE_SETTINGS_H

#include "base/strmap.h"
#include "base/zone.h"
#include "site/site.h"

struct generator;

/* The configuration of a capsule, as read by its generator. */
struct settings {
    const struct generator *generator;
    void *own; /* for the generator alone */
    struct site_config config;
    const struct zone *zone;
    bool show_drafts, future;
    str folder; /* of the capsule, without links, that all files but the settings are read from; empty: its root */
    int root;   /* handle of FOLDER where it is not empty; see site_root */
    struct file_id root_id;        /* of that folder */
    str posts_folder;              /* where a new post is put */
    struct strmap *names;          /* tags, authors and the like that many pages share: each is kept once */
    str config_text, authors_text; /* as read, to see whether they have changed */
};

/* OPTIONS with the names of the folder that the site's files are read from. */
struct site_options site_options_within(const struct site_options *, const struct settings *, struct arena *);

#endif
