#ifndef HEXO_SLUG_H
#define HEXO_SLUG_H

#include "base/buf.h"

/* TEXT as hexo-util's slugize has it: accents off Latin letters, each run of blanks and ASCII punctuation one dash,
 * none at the ends. Other letters and case stay. */
str slug_of(str text, struct arena *);

#endif
