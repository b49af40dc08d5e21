#ifndef HUGO_CONFIG_H
#define HUGO_CONFIG_H

#include "base/err.h"
#include "data/data.h"
#include "site/site.h"

/* Reads the configuration below ROOT: the root file, config/_default over it and config/production over both, merged
 * key by key. *ALL is a map with keys in lower case; TEXT is all that was read. ERR_SYNTAX: DIAG says what is wrong. */
enum err config_read(int root, const struct site_options *, struct arena *, struct diag *, const struct data **all,
                     str *text);

/* The file of it whose table KEY (lower case) counts; empty: none has one. */
str config_file_of(int root, const struct site_options *, str key, struct arena *);

/* True when there is a configuration at ROOT that is Hugo's. */
bool config_is_hugos(int root);

/* The same for the one file of Zola's. */
enum err config_read_zola(int root, const struct site_options *, struct arena *, struct diag *, const struct data **all,
                          str *text);
bool config_is_zolas(int root);

#endif
