#ifndef NET_SPENT_H
#define NET_SPENT_H

#include <stdint.h>

/*
 * The CPU time that work for each address has taken lately. Half of it is forgotten each minute. The table is bounded:
 * when there are too many addresses, those that have spent least are dropped. Used from one thread.
 */
struct spent;

struct spent *spent_create(void);
void spent_destroy(struct spent *); /* NULL is fine */

/* NOW is in milliseconds, of any clock that does not go back. */
void spent_add(struct spent *, uint64_t address, uint64_t microseconds, uint64_t now);
uint64_t spent_microseconds(const struct spent *, uint64_t address, uint64_t now);

#endif
