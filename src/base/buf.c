#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){.max = max};
}

void buf_finish(struct buf *b)
{
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
}

str buf_str(const struct buf *b)
{
    return (str){b->p ? b->p : "", b->n};
}

enum err buf_reserve(struct buf *b, size_t n)
{
    if (n > b->max - b->n)
        return ERR_LIMIT;
    if (n <= b->capacity - b->n)
        return OK;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity - b->n < n)
        capacity = capacity > b->max / 2 ? b->max : capacity * 2;
    char *p = realloc(b->p, capacity);
    if (!p) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    b->p = p;
    b->capacity = capacity;
    return OK;
}

enum err buf_put(struct buf *b, str s)
{
    if (s.n == 0)
        return OK;
    if (buf_reserve(b, s.n) != OK)
        return ERR_LIMIT;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    return OK;
}

enum err buf_put_char(struct buf *b, char c)
{
    if (b->n == b->capacity && buf_reserve(b, 1) != OK)
        return ERR_LIMIT;
    b->p[b->n++] = c;
    return OK;
}

enum err buf_put_repeat(struct buf *b, char c, size_t count)
{
    if (count == 0)
        return OK;
    if (buf_reserve(b, count) != OK)
        return ERR_LIMIT;
    memset(b->p + b->n, c, count);
    b->n += count;
    return OK;
}

enum err buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    /* vsnprintf wants room for its NUL, which is not counted. */
    enum err err = n < 0 || (size_t)n > b->max - b->n ? ERR_LIMIT : OK;
    if (err == OK && b->capacity - b->n <= (size_t)n) {
        size_t max = b->max;
        b->max = max < SIZE_MAX ? max + 1 : max;
        err = buf_reserve(b, (size_t)n + 1);
        b->max = max;
    }
    if (err == OK) {
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
    return err;
}

void buf_drop(struct buf *b, size_t n)
{
    if (n >= b->n) {
        b->n = 0;
        return;
    }
    memmove(b->p, b->p + n, b->n - n);
    b->n -= n;
}

void buf_cut(struct buf *b, size_t n)
{
    if (n < b->n)
        b->n = n;
}
