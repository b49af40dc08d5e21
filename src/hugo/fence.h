#ifndef HUGO_FENCE_H
#define HUGO_FENCE_H

#include "base/str.h"

/* Fenced code in a text that is read line by line; all zero before its first line. */
struct fence {
    char mark;    /* "`" or "~" of the code that the line is in; 0: none */
    size_t count; /* of its marks */
};

/* True when LINE, the next one, opens or closes fenced code, or lies in it. */
bool fence_takes(struct fence *fence, str line);

#endif
