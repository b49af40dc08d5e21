#ifndef JEKYLL_DRAFT_KEY_H
#define JEKYLL_DRAFT_KEY_H

#include "data/frontmatter.h"

/* The meaning of the key "draft" in a file, as Hugo, Zola, Eleventy and Astro write it. Jekyll knows no such key. A
 * value that is neither true nor false counts as a draft: a file that somebody called one is not published by
 * mistake. */
enum draft_word { DRAFT_NO, DRAFT_YES, DRAFT_UNCLEAR };

/* Taken from FRONT, whatever the letter case of its key, as YAML or between two lines of "+++" (TOML); else from
 * DEFAULTS, the value that the configuration has for this file (may be NULL). */
enum draft_word draft_of(const struct frontmatter *front, const struct data *defaults);

#endif
