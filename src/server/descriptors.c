#include "server/descriptors.h"

#include "server/close_range.h"

#include <stdlib.h>

enum { FIRST = 3 };

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

void descriptors_keep(int *kept, size_t count)
{
    int from = FIRST;
    if (count)
        qsort(kept, count, sizeof *kept, by_number);
    for (size_t i = 0; i < count; i++) {
        descriptors_close(from, kept[i]);
        if (kept[i] >= from)
            from = kept[i] + 1;
    }
    descriptors_close(from, (long)1 + (long)~0U);
}
