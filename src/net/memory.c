#include "net/memory.h"

#include <stdio.h>
#include <stdlib.h>

void *memory_take(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    return p;
}
