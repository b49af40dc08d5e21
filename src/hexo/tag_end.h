#ifndef HEXO_TAG_END_H
#define HEXO_TAG_END_H

#include "hexo/tag.h"

/* True for a tag that its plugin or theme always gives a content up to an end. */
bool tag_takes_end(const struct tag *);

/* Tells that the tag NAME of LINE has no end behind it, or that LINE ends one that is not open. Hexo stops at both. */
void tag_tell_unclosed(const struct template_scope *, str name, int line);
void tag_tell_unopened(const struct template_scope *, str name, int line);

#endif
