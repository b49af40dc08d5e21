#ifndef DATA_FRONT_EDIT_H
#define DATA_FRONT_EDIT_H

#include "data/data.h"

/* How a file that a generator reads says what it is. */
struct front_lines {
    size_t begin, end; /* of the lines of its keys; equal: it has none */
    bool toml, json;
    bool unclosed;
    str line_end; /* "\n" or "\r\n" */
};

/* OPEN_FORM: keys may stand above a line "---" without one before them, as Hexo has it. SOURCE is a whole file. */
struct front_lines front_lines_of(str source, bool open_form);
/* The value of the top key NAME as its author wrote it, in one line; NULL text: it is not there. Not for JSON. */
str front_value(str source, const struct front_lines *, str name);
/* SOURCE without the lines of the top key NAME, and with LINE (without its end) in their place; an empty LINE: with
 * nothing. A key that is not there is added at the end, before the first table of TOML. A file without front matter
 * gets one. */
str front_with(str source, const struct front_lines *, str name, str line, struct arena *);

#endif
