#ifndef TEXT_PLAIN_H
#define TEXT_PLAIN_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Text that cannot steer the terminal or the line that it is shown in: the one filter before everything that we print
 * of an author's words, whoever reads it. Out go the control characters (C0 but TAB and LF, DEL, C1), the line and
 * paragraph separators U+2028 and U+2029, which become spaces, and U+FEFF. What changes the order of writing (U+202A to
 * U+202E, U+2066 to U+2069) is no part of a label or title; in a line of text it ends where the line ends (UAX #9 3.3).
 * Marks that steer nothing but their neighbours (U+061C, U+200E, U+200F) stay.
 *
 * Input is valid UTF-8. All are linear, and text with none of these passes through as it is.
 */
bool text_is_plain(str s);
bool text_has_bidi(str s);             /* one that changes the order of writing */
str text_label(str s, struct arena *); /* S itself where it is plain */
enum err text_put_label(struct buf *out, str s);
enum err text_put_lines(struct buf *out, str s); /* one line or several */

#endif
