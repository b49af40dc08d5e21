#include "base/blob.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct blob {
    atomic_size_t references;
    char *p;
    size_t n;
    size_t lent;
};

static struct blob *blob_of(char *p, size_t n)
{
    struct blob *blob = malloc(sizeof *blob);
    if (!blob) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    atomic_init(&blob->references, 1);
    blob->p = p;
    blob->n = n;
    blob->lent = 0;
    return blob;
}

struct blob *blob_create(str bytes)
{
    struct buf copy;
    buf_init(&copy, bytes.n);
    buf_put(&copy, bytes);
    return blob_steal(&copy);
}

struct blob *blob_steal(struct buf *b)
{
    /* A buffer grows by doubling; bytes that are kept for long give the slack back. */
    char *p = b->n && b->n < b->capacity ? realloc(b->p, b->n) : b->p;
    struct blob *blob = blob_of(p ? p : b->p, b->n);
    buf_init(b, b->max);
    return blob;
}

struct blob *blob_ref(struct blob *blob)
{
    atomic_fetch_add_explicit(&blob->references, 1, memory_order_relaxed);
    return blob;
}

void blob_unref(struct blob *blob)
{
    if (!blob || atomic_fetch_sub_explicit(&blob->references, 1, memory_order_acq_rel) != 1)
        return;
    free(blob->p);
    free(blob);
}

str blob_str(const struct blob *blob)
{
    return (str){blob->p ? blob->p : "", blob->n};
}

size_t blob_lend(struct blob *blob)
{
    return blob->lent++ ? 0 : blob->n;
}

size_t blob_return(struct blob *blob)
{
    return --blob->lent ? 0 : blob->n;
}

size_t blob_lent(const struct blob *blob)
{
    return blob->lent;
}
