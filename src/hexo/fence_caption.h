#ifndef HEXO_FENCE_CAPTION_H
#define HEXO_FENCE_CAPTION_H

#include "base/arena.h"

/* The caption that Hexo shows above a fenced block that begins with LINE, "```js name.js https://… link", as a
 * paragraph of Markdown with what LINE has before its fence. Empty: it has none. */
str fence_caption(str line, struct arena *);

#endif
