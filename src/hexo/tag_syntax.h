#ifndef HEXO_TAG_SYNTAX_H
#define HEXO_TAG_SYNTAX_H

#include "base/str.h"

/* The bytes of the tag that TEXT begins with, "{% name words %}"; 0: it begins with none. */
size_t tag_syntax_at(str text, str *name, str *words);
/* True for "endNAME"; *OF is NAME. */
bool tag_syntax_is_end(str name, str *of);
/* The offset of the last "%}"; 0: there is none. */
size_t tag_syntax_last_end(str text);

#endif
