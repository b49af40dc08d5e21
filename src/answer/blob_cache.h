#ifndef ANSWER_BLOB_CACHE_H
#define ANSWER_BLOB_CACHE_H

#include "base/blob.h"

/*
 * A cache of response bodies, by their owner and name. The least recently used ones are dropped when BYTES are full;
 * for large ones, which take half of it at most, only large ones are dropped.
 */
struct blob_cache;

struct kept {
    struct blob *body;
    struct blob *validator; /* of answer/validator.h; NULL: BODY is valid for its own snapshot only */
    uint64_t generation;    /* the last snapshot for which BODY was found valid */
};

struct blob_cache *blob_cache_create(size_t bytes);
void blob_cache_destroy(struct blob_cache *);
/*
 * The entry under NAME of OWNER, which is not dereferenced; borrowed, and may be changed by the caller, until the next
 * call. NULL: there is none.
 */
struct kept *blob_cache_find(struct blob_cache *, const void *owner, str name);
/* Keeps references of its own, unless the body is too large. */
void blob_cache_put(struct blob_cache *, const void *owner, str name, const struct kept *);
void blob_cache_clear(struct blob_cache *, const void *owner); /* drops the entries of OWNER */

#endif
