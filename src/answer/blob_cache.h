#ifndef ANSWER_BLOB_CACHE_H
#define ANSWER_BLOB_CACHE_H

#include "base/blob.h"

/* Bodies that were made before, by their owner and name. Those used longest ago go first when BYTES are full; of large
 * ones, which take half of it at most, large ones. */
struct blob_cache;

struct kept {
    struct blob *body;
    struct blob *validator; /* of answer/validator.h; NULL: BODY is good for its own snapshot only */
    uint64_t generation;    /* the last snapshot that BODY was seen to be right for */
};

struct blob_cache *blob_cache_create(size_t bytes);
void blob_cache_destroy(struct blob_cache *);
/* What is kept under NAME of OWNER, who is not looked into; borrowed, and to be changed by the caller, until the next
 * call. NULL: nothing. */
struct kept *blob_cache_find(struct blob_cache *, const void *owner, str name);
/* Keeps references of its own, unless the body is too large to be kept. */
void blob_cache_put(struct blob_cache *, const void *owner, str name, const struct kept *);
void blob_cache_clear(struct blob_cache *, const void *owner); /* of what is OWNER's */

#endif
