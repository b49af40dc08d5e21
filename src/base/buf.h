#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/err.h"

#include <stdarg.h>

/* Owned bytes that grow up to a hard maximum; beyond it ERR_LIMIT, and the buffer is unchanged. */
struct buf {
    char *p;
    size_t n, capacity, max; /* bytes; N <= CAPACITY <= MAX */
};

void buf_init(struct buf *, size_t max);
void buf_finish(struct buf *); /* frees the bytes; the buffer may be initialised again */
void buf_clear(struct buf *);  /* empty, the memory kept */
/* Hands the bytes over to the arena without a copy; the buffer is then empty. For texts as large as a document. */
str buf_keep(struct buf *, struct arena *);

str buf_str(const struct buf *); /* borrowed until the next change */
enum err buf_put_repeat(struct buf *, char, size_t count);
enum err buf_printf(struct buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
enum err buf_reserve(struct buf *, size_t n); /* room for N more bytes at p + n */

static inline enum err buf_put(struct buf *b, str s)
{
    if (s.n == 0)
        return OK;
    if (s.n > b->capacity - b->n && buf_reserve(b, s.n) != OK)
        return ERR_LIMIT;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    return OK;
}

static inline enum err buf_put_char(struct buf *b, char c)
{
    if (b->n == b->capacity && buf_reserve(b, 1) != OK)
        return ERR_LIMIT;
    b->p[b->n++] = c;
    return OK;
}

void buf_drop(struct buf *, size_t n);                     /* forgets the first N bytes */
void buf_cut(struct buf *, size_t n);                      /* keeps the first N bytes */
enum err buf_insert_char(struct buf *, size_t at, char c); /* AT bytes from its start, at most its end */

#endif
