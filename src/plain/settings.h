#ifndef PLAIN_SETTINGS_H
#define PLAIN_SETTINGS_H

#include "plain/own.h"

#define PLAIN_CONFIG STR("_splashdown.yml")

/* See struct generator: reads _splashdown.yml. */
enum err settings_of_plain(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

/* See struct generator. */
str plain_post_path(const struct settings *, const struct civil *day, str slug, struct arena *);

#endif
