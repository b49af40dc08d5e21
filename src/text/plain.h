#ifndef TEXT_PLAIN_H
#define TEXT_PLAIN_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Text that cannot steer the terminal or the line in which it is shown: the one filter before all of an author's words
 * that we print, whoever reads them. It removes the control characters (C0 but TAB and LF, DEL, C1) and U+FEFF, and
 * turns the line and paragraph separators U+2028 and U+2029 into spaces. Characters that change the order of writing
 * (U+202A to U+202E, U+2066 to U+2069) are removed from a label or title; in a line of text their effect ends with the
 * line (UAX #9 3.3). Marks that steer only their neighbours (U+061C, U+200E, U+200F) stay.
 *
 * Input is valid UTF-8. All functions are linear, and text without such characters passes through unchanged.
 */
bool text_is_plain(str s);
bool text_has_bidi(str s);             /* a character that changes the order of writing */
str text_label(str s, struct arena *); /* S itself when it is plain */
enum err text_put_label(struct buf *out, str s);
enum err text_put_lines(struct buf *out, str s); /* one line or several */

#endif
