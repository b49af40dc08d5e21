#include "base/heap.h"

#include <stdlib.h> /* where glibc tells that it is glibc */

#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { LARGE_BYTES = 1 << 20, KEPT_BYTES = 2 << 20 };

void heap_settle(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
#endif
}
