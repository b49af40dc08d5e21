#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include "base/arena.h"

/* Jekyll::Utils.slugify, lib/jekyll/utils.rb of Jekyll 4.3. */
enum slug_mode { SLUG_DEFAULT, SLUG_RAW, SLUG_PRETTY, SLUG_ASCII, SLUG_LATIN, SLUG_NONE };

str text_slug(str s, enum slug_mode, bool keep_case, struct arena *);

#endif
