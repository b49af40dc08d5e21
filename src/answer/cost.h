#ifndef ANSWER_COST_H
#define ANSWER_COST_H

#include "base/str.h"

#include <stdbool.h>

/*
 * The cost of making each page, as measured the last time, in CPU time of the thread: a costly page is left to a thread
 * the next time. A small table of fixed size: a later entry for the same slot replaces the earlier one. Used from one
 * thread.
 */
struct costs;

enum cost { COST_UNKNOWN, COST_LOW, COST_HIGH };

struct costs *costs_create(void);
void costs_destroy(struct costs *); /* NULL is fine */

/* The key of one version of something that is made. */
uint64_t cost_key(const void *owner, str name, int64_t version, int64_t size);
enum cost costs_find(const struct costs *, uint64_t key);
void costs_note(struct costs *, uint64_t key, int64_t microseconds);
/* Sets from how many microseconds on a page counts as costly; for tests. */
void costs_set_bound(struct costs *, int64_t microseconds);

int64_t cost_clock(void); /* microseconds of this thread's CPU time, to be subtracted */

#endif
