#ifndef JEKYLL_AUTHOR_VALUE_H
#define JEKYLL_AUTHOR_VALUE_H

#include "jekyll/own_settings.h"
#include "site/author.h"

/*
 * The people that AUTHOR and AUTHORS name, in order and each once: names, maps with "name", "email" and "uri", keys of
 * _data/authors.yml, and lists of these. Either may be NULL.
 */
struct author_list author_values(const struct settings *, const struct data *author, const struct data *authors,
                                 struct arena *);

/* Their names in one line: "Ana, Bo". */
str author_names(const struct author_list *, struct arena *);

#endif
