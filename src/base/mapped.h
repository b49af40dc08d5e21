#ifndef BASE_MAPPED_H
#define BASE_MAPPED_H

#include "base/str.h"

/* Text whose lines remember where the author wrote them. */
struct mapped {
    str text;
    const int *lines; /* of the author's file, one per line of TEXT; 0: from no line of it */
    size_t count;     /* lines */
};

#endif
