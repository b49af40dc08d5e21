#ifndef HEXO_MARKDOWN_LINK_H
#define HEXO_MARKDOWN_LINK_H

#include "base/buf.h"

/* A link or picture in Markdown, whatever LABEL and TARGET hold. */
str markdown_link(bool picture, str label, str target, struct arena *);
/* Appends WORDS, which are no Markdown. */
void markdown_put(struct buf *, str words);

#endif
