#ifndef ANSWER_MEMORY_H
#define ANSWER_MEMORY_H

#include "answer/blob_cache.h"
#include "answer/cost.h"

/* The shared caches of all capsules of a worker: one limit in bytes, however many capsules there are. */
struct answer_memory {
    struct blob_cache *pages;
    struct blob_cache *searches; /* separate, since clients choose its content */
    struct costs *costs;
};

struct answer_memory *answer_memory_create(size_t bytes);
void answer_memory_destroy(struct answer_memory *); /* after everything that uses it; NULL is fine */

#endif
