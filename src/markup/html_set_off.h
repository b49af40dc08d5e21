#ifndef MARKUP_HTML_SET_OFF_H
#define MARKUP_HTML_SET_OFF_H

#include "markup/html_token.h"

/* The Markdown that a blank line in the first TEXT bytes of REST, text between tags, sets off from the HTML around it,
 * as CommonMark has it: up to the next tag of a block, fences and code not counted. Begins within these bytes or right
 * behind them, and may end anywhere; empty: there is none. The scanner stays where it is, behind the text, and
 * learns what is not to be found from here on. */
str html_set_off_find(struct html_scanner *, str rest, size_t text);

#endif
