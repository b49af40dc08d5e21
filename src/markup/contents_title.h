#ifndef MARKUP_CONTENTS_TITLE_H
#define MARKUP_CONTENTS_TITLE_H

#include "base/arena.h"

/* True when WORDS are a usual title of a table of contents, in one of the languages that blogs are written in. */
bool contents_title(str words, struct arena *);

#endif
