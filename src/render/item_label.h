#ifndef RENDER_ITEM_LABEL_H
#define RENDER_ITEM_LABEL_H

#include "base/arena.h"

/* The label of a list's item that is one link line. */
enum { ITEM_LABEL_COLUMNS = 120 }; /* a longer item is prose about its link */

/* True when WORDS before a link only number or date it: digits, names of months and days, marks. */
bool item_lead_is_mark(str words);
/* MARK ("1. ", "[x] ", or nothing) and TEXT. A date at its beginning goes behind the words, since a line whose label
 * begins with one is an entry of a feed (Gemini's "Subscribing to Gemini pages"). */
str item_label(str mark, str text, struct arena *);

#endif
