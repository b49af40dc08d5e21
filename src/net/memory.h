#ifndef NET_MEMORY_H
#define NET_MEMORY_H

#include <stddef.h>

/*
 * Zeroed memory for objects that outlive a request; free(3) takes it back. Never NULL: a failed malloc ends the
 * process.
 */
void *memory_take(size_t n);
#define MEMORY_NEW(type) ((type *)memory_take(sizeof(type)))

#endif
