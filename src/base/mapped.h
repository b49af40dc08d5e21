#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include "base/arena.h"

/* Text whose lines remember where the author wrote them. */
struct mapped {
    str text;
    const int *lines; /* of the author's file, one per line of TEXT; 0: from no line of it */
    size_t count;     /* lines */
};

/* TEXT, which begins in line FIRST of the author's file. Borrows it. */
struct mapped mapped_of(str text, int first, struct arena *);

#endif
