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

str buf_keep(struct buf *b, struct arena *arena)
{
    str bytes = buf_str(b);
    if (b->p)
        arena_defer(arena, free, b->p);
    *b = (struct buf){.max = b->max};
    return bytes;
}

str buf_str(const struct buf *b)
{
    return (str){b->p ? b->p : "", b->n};
}

static void *must(void *memory)
{
    if (!memory) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    return memory;
}

enum err buf_reserve(struct buf *b, size_t n)
{
    if (n > b->max - b->n)
        return ERR_LIMIT;
    if (n <= b->capacity - b->n)
        return OK;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity - b->n < n && capacity <= b->max / 2)
        capacity *= 2;
    if (capacity - b->n < n || capacity > b->max)
        capacity = b->max;
    b->p = must(realloc(b->p, capacity));
    b->capacity = capacity;
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
    char small[256], *text = small;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n >= (int)sizeof small) {
        text = must(malloc((size_t)n + 1));
        vsnprintf(text, (size_t)n + 1, format, again);
    }
    va_end(again);
    enum err err = n < 0 ? ERR_LIMIT : buf_put(b, (str){text, (size_t)n});
    if (text != small)
        free(text);
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

enum err buf_insert_char(struct buf *b, size_t at, char c)
{
    enum err err = buf_put_char(b, c);
    if (err == OK) {
        memmove(b->p + at + 1, b->p + at, b->n - 1 - at);
        b->p[at] = c;
    }
    return err;
}
