#ifndef PLAIN_ELEVENTY_H
#define PLAIN_ELEVENTY_H

#include "data/frontmatter.h"

/* SOURCE, a text with front matter, in which a permalink that is a template says nothing: the page's address is its
 * path. As many bytes as before; SOURCE itself where there is nothing to do. */
str eleventy_source(str source, struct arena *);
/* True when the page says that it has no address: "permalink: false". */
bool eleventy_is_unwritten(const struct frontmatter *);
/* True when the page says that no collection has it: it is in no list. */
bool eleventy_is_unlisted(const struct frontmatter *);
/* TAGS without those that only name a collection of posts or pages. */
struct str_list eleventy_tags(struct str_list tags, struct arena *);

#endif
