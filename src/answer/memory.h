#ifndef ANSWER_MEMORY_H
#define ANSWER_MEMORY_H

#include "answer/blob_cache.h"
#include "answer/cost.h"

/* What all capsules of a worker remember together: one bound of bytes, however many they are. */
struct answer_memory {
    struct blob_cache *pages;
    struct blob_cache *searches; /* apart, since whoever asks chooses what is in it */
    struct costs *costs;
};

struct answer_memory *answer_memory_create(size_t bytes);
void answer_memory_destroy(struct answer_memory *); /* after all that use it; NULL is fine */

#endif
