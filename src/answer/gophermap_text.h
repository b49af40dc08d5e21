#ifndef ANSWER_GOPHERMAP_TEXT_H
#define ANSWER_GOPHERMAP_TEXT_H

#include "render/menu.h"

/*
 * Writes BLOCK: lines of a gophermap that belong together, without blank ones. On Gopher they stay as they are, unless
 * they are too wide; on Gemini an underlined line becomes a heading, and drawings stay preformatted.
 */
void gophermap_text_put(struct menu *, str block);
/* True when LINE is put on Gopher as one line. */
bool gophermap_text_fits(const struct menu *, str line);

#endif
