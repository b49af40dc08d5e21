#ifndef BASE_BLOB_H
#define BASE_BLOB_H

#include "base/buf.h"

/* Immutable, reference-counted bytes: caches keep them and transports send them. Counting is safe between threads. */
struct blob;

struct blob *blob_create(str bytes);   /* a copy; one reference, the caller's */
struct blob *blob_steal(struct buf *); /* takes the bytes, leaving the buffer empty */
struct blob *blob_ref(struct blob *);
void blob_unref(struct blob *);    /* NULL is fine */
str blob_str(const struct blob *); /* borrowed while a reference is held */

/*
 * Count the readers that it is lent to, in one thread. blob_lend returns how many more bytes are lent than before,
 * blob_return how many fewer: 0 while there are other readers.
 */
size_t blob_lend(struct blob *);
size_t blob_return(struct blob *);
size_t blob_lent(const struct blob *); /* readers */

#endif
