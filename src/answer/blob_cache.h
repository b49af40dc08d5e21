#ifndef ANSWER_BLOB_CACHE_H
#define ANSWER_BLOB_CACHE_H

#include "base/blob.h"

/* Bodies that were made before, by name. Those used longest ago go first when BYTES are full. */
struct blob_cache;

struct blob_cache *blob_cache_create(size_t bytes);
void blob_cache_destroy(struct blob_cache *);
/* A new reference, or NULL. */
struct blob *blob_cache_get(struct blob_cache *, str name);
/* Keeps a reference of its own, unless the blob is too large to be kept. */
void blob_cache_put(struct blob_cache *, str name, struct blob *);
void blob_cache_clear(struct blob_cache *);

#endif
