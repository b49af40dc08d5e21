#ifndef ANSWER_GOPHERMAP_TEXT_H
#define ANSWER_GOPHERMAP_TEXT_H

#include "render/menu.h"

/* BLOCK: lines of a gophermap that stand together, without blank ones. On Gopher they stay as they are, unless they are
 * too wide; on Gemini an underlined line becomes a heading, and what is drawn stays preformatted. */
void gophermap_text_put(struct menu *, str block);

#endif
