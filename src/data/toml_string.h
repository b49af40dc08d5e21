#ifndef DATA_TOML_STRING_H
#define DATA_TOML_STRING_H

#include "data/text_cursor.h"

/* Takes a string that begins at the next byte, a quote of either kind. LINES: it may be one of several lines. False
 * with a complaint. */
bool toml_take_string(struct text_cursor *, bool lines, str *out);

#endif
