#ifndef PLAIN_MDX_H
#define PLAIN_MDX_H

#include "base/arena.h"

/* TEXT, Markdown with components, without its statements ("import …", "export …") and {comments}: the tags of
 * components are HTML that nobody knows, whose text stays. As many lines as before. */
str mdx_text(str text, struct arena *);

#endif
