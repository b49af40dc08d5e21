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
    struct strmap *names;          /* tags, authors and the like that many pages share: each is kept once */
    str config_text, authors_text; /* as read, to see whether they have changed */
};

#endif
