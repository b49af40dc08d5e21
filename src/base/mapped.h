#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include "base/arena.h"

/* Text whose lines remember their line in the author's file. */
struct mapped {
    str text;
    const int *lines; /* in the author's file, one per line of TEXT; 0: the line comes from elsewhere */
    size_t count;     /* lines */
};

/* TEXT, which begins at line FIRST of the author's file. Borrows it. */
struct mapped mapped_of(str text, int first, struct arena *);
/* TEXT was made of the text of SOURCE, and counts its lines from FIRST: the same with the author's lines of SOURCE. */
struct mapped mapped_through(struct mapped text, int first, struct mapped source, struct arena *);

#endif
