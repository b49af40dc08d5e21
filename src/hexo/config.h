#ifndef HEXO_CONFIG_H
#define HEXO_CONFIG_H

#include "site/generator.h"

/* The files by which Hexo knows a site. */

/* The sign by which the folder ROOT is Hexo's, in words; NULL: it is not. */
const char *config_sign(int root);

/* The folder that should be given instead of ROOT, which Hexo has written or reads its texts from, in words; NULL: ROOT
 * is neither. */
const char *config_better_folder(int root);

/* True when package.json has a plugin that makes a character of ":tada:". */
bool config_has_emoji(int root, struct arena *);

/* Reads _config.yml, else _config.yaml or _config.json. *ALL is a map or NULL. ERR_SYNTAX: DIAG says what is wrong. */
enum err config_of_hexo(int root, const struct site_options *, struct arena *, struct diag *, const struct data **all,
                        str *text);

#endif
