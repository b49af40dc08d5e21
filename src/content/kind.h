#ifndef CONTENT_KIND_H
#define CONTENT_KIND_H

#include "site/site.h"

/* The words by which an author names a kind of capsule; "auto": its signs tell. */
#define KIND_WORDS "auto|jekyll|hexo|hugo|zola|notes|plain"

/* The generator that the folder ROOT (-1: none) was written for: CHOSEN, the index of a word, else the one that
 * generator: in _splashdown.yml names, else by the signs in the folder. */
const struct generator *kind_of(int root, int chosen);

/* A sentence about what the folder ROOT of SITE was taken for, by which sign, and how to say otherwise. Empty for
 * a Jekyll site that nothing else may be. For a folder that a generator writes or reads: which one to give instead. */
str kind_sentence(const struct site *, int root, struct arena *);

/* Words on how the first post of SITE is made. */
const char *kind_first_post(const struct site *);

/* True when ROOT has a file or folder that only the top of a capsule has. */
bool kind_is_top(int root);

#endif
