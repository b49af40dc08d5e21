#ifndef NET_PREFETCH_H
#define NET_PREFETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct conn;
struct prefetch;

/*
 * Reads N bytes at OFFSET of FD in the thread pool, so that the kernel has them in memory, then runs its task GO_ON: a
 * slow disk delays only its own readers. FD stays the caller's, who may close it meanwhile. NULL: it failed.
 */
struct prefetch *prefetch_start(struct conn *, int fd, uint64_t offset, size_t n);
/* The connection is gone: nothing is run. NULL is fine. */
void prefetch_abandon(struct prefetch *);

#endif
