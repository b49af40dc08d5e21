#ifndef JEKYLL_TEMPLATE_WORDS_H
#define JEKYLL_TEMPLATE_WORDS_H

#include "liquid/filter.h"
#include "liquid/walk.h"

/* The tags and filters that Jekyll adds to Liquid. */
extern const struct tag_table tag_include, tag_link, tag_code;
/* The tags of well-known plugins; see site/block_tag.h. */
const struct tag_table *tag_plugins(struct arena *);
extern const struct filter_table filter_url;

#endif
