#ifndef JEKYLL_DRAFT_KEY_H
#define JEKYLL_DRAFT_KEY_H

#include "data/frontmatter.h"

/* What the key "draft" says of a file, as Hugo, Zola, Eleventy and Astro write it. Jekyll knows no such key. What is
 * neither true nor false counts as a draft: a file that somebody called one is not published by a slip of the pen. */
enum draft_word { DRAFT_NO, DRAFT_YES, DRAFT_UNCLEAR };

/* Of FRONT, whatever the letter case of its key, as YAML or between two lines of "+++" (TOML); else of DEFAULTS, the
 * value that the configuration has for this file (may be NULL). */
enum draft_word draft_of(const struct frontmatter *front, const struct data *defaults);

#endif
