#ifndef HEXO_GLOB_H
#define HEXO_GLOB_H

#include "base/str.h"

/* True when one of PATTERNS means the whole PATH, as micromatch has it: * and ? stay within a folder, ** does not,
 * {a,b} are alternatives, [abc] is one of them; no star matches a dot at the start of a name. */
bool glob_any(const struct str_list *patterns, str path);

#endif
