#ifndef HEXO_RAW_H
#define HEXO_RAW_H

#include "base/arena.h"

/* How the text between {% raw %} and {% endraw %}, which Hexo takes for HTML, is told to Markdown. */
enum raw {
    RAW_AS_IS, /* it is HTML, holds code or a formula: nothing in it is read otherwise */
    RAW_BLOCK, /* lines of their own: an element around them keeps Markdown away */
    RAW_SPAN   /* within a line: its marks are escaped */
};

/* INNER stands between tags that begin at START and end at END of TEXT. */
enum raw raw_of(str text, size_t start, str inner, size_t end);
/* TEXT so that Markdown shows it as it is; what stands in "<>" is left alone. */
str raw_escape(str text, struct arena *);

#endif
