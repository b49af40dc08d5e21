#ifndef HEXO_SETTINGS_H
#define HEXO_SETTINGS_H

#include "site/generator.h"

/* See read_settings of struct generator. */
enum err settings_of_hexo(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

#endif
