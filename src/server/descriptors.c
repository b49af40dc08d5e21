/* close_range(2) has no wrapper before glibc 2.34. */
#define _GNU_SOURCE
#include "server/descriptors.h"

#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FIRST = 3, SEARCHED = 65536 };

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* From FROM up to, but not including, END. */
static void close_range_of(int from, long end)
{
    if (from >= end || syscall(SYS_close_range, (unsigned)from, (unsigned)(end - 1), 0) == 0)
        return;
    long last = end < SEARCHED ? end : SEARCHED;
    for (int fd = from; fd < last; fd++)
        close(fd);
}

void descriptors_keep(int *kept, size_t count)
{
    int from = FIRST;
    if (count)
        qsort(kept, count, sizeof *kept, by_number);
    for (size_t i = 0; i < count; i++) {
        close_range_of(from, kept[i]);
        if (kept[i] >= from)
            from = kept[i] + 1;
    }
    close_range_of(from, (long)1 + (long)~0U);
}
