#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include "base/arena.h"

struct text_lines {
    str *lines; /* views of the wrapped string, without the white space at which they were broken */
    size_t count;
};

/*
 * Breaks one paragraph (valid UTF-8, no newlines) into lines of at most COLUMNS (>= 2), by UAX #14 with kinsoku: no
 * line begins with closing punctuation or ends with opening punctuation; Hangul breaks only at spaces; graphemes stay
 * whole; a word longer than the line is cut. FIRST is the number of columns of the first line that are already taken (a
 * bullet), and lines after the first have COLUMNS - REST (an indent). An empty string gives one empty line. Linear in
 * time.
 */
struct text_lines text_wrap(str s, int columns, int first, int rest, struct arena *);
/* The same, but an address ("https://…") is never cut, even where it is longer than a line. */
struct text_lines text_wrap_whole(str s, int columns, int first, int rest, struct arena *);

#endif
