#ifndef HEXO_LITERAL_H
#define HEXO_LITERAL_H

#include "base/arena.h"

/* The code of a Markdown text, found before anything else is: nothing in it is a tag. */
struct literal {
    bool blank, list; /* the line before was empty; an item is open */
    size_t column;    /* where the text of that item begins; 0: none is open */
    size_t line_end;  /* offset where the runs below were looked for */
    unsigned failed;  /* bits of the lengths of backticks that no further run of this line closes */
};

enum { LITERAL_TAB = 4 /* columns of a tab; as many before a line make code of it */ };

/* The columns of the blanks and tabs that LINE begins with, and the bytes of those that fill the first COLUMNS. */
size_t literal_columns(str line);
size_t literal_blanks(str line, size_t columns);

/* The bytes of the fenced block or the line of indented code at OFFSET, the beginning of a line of TEXT; 0: none. */
size_t literal_block(struct literal *, str text, size_t offset);
/* The bytes of the code in a line that begins at OFFSET with backticks; of these alone where nothing closes them. */
size_t literal_span(struct literal *, str text, size_t offset);
/* The line of a fence around CODE, which does not hold it. */
str literal_fence(str code, struct arena *);

#endif
