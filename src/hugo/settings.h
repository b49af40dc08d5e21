#ifndef HUGO_SETTINGS_H
#define HUGO_SETTINGS_H

#include "hugo/rules.h"

/* See struct generator. What it finds is in settings->own: struct hugo. */
enum err settings_of_hugo(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

/* The same by Zola's configuration. */
enum err settings_of_zola(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

#endif
