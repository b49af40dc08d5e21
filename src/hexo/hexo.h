#ifndef HEXO_HEXO_H
#define HEXO_HEXO_H

#include "site/generator.h"

/* Hexo's rules (hexo.io, as Hexo 7 has them), for what readers read: source/ and the configuration. Nothing of a theme,
 * a plugin or a template is run. */
extern const struct generator hexo;

/* The sign by which the folder ROOT is a Hexo site, in words; NULL: it is none. */
const char *hexo_sign(int root);

/* Why another folder than ROOT, which Hexo has written or reads its texts from, should be given, and which; NULL: there
 * is no reason. */
const char *hexo_better_folder(int root);

#endif
