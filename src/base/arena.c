/* MAP_ANONYMOUS and MAP_POPULATE are Linux's. */
#define _GNU_SOURCE
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20 }; /* bytes */

struct chunk {
    struct chunk *next;
    size_t size, used; /* bytes of data */
    alignas(16) unsigned char data[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *what;
};

struct arena {
    struct chunk *chunks; /* newest first */
    struct deferred *deferred;
    size_t next_size;
};

static void *must(void *memory)
{
    if (!memory) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    return memory;
}

struct arena *arena_create(void)
{
    struct arena *arena = must(calloc(1, sizeof *arena));
    arena->next_size = FIRST_CHUNK;
    return arena;
}

static void run_deferred(struct arena *arena)
{
    while (arena->deferred) {
        struct deferred *d = arena->deferred;
        arena->deferred = d->next;
        d->release(d->what);
    }
}

/* Large chunks are mapped: they go back to the system at once, and it fills them in one go instead of page by page. */
static bool is_mapped(size_t size)
{
    return !ARENA_EACH_ALONE && size >= LARGEST_CHUNK - sizeof(struct chunk);
}

static struct chunk *new_chunk(size_t size)
{
    if (!is_mapped(size))
        return must(malloc(sizeof(struct chunk) + size));
    void *c = mmap(NULL, sizeof(struct chunk) + size, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return must(c == MAP_FAILED ? NULL : c);
}

static void free_chunks(struct chunk *chunks)
{
    for (struct chunk *c = chunks, *next; c; c = next) {
        next = c->next;
        if (is_mapped(c->size))
            munmap(c, sizeof *c + c->size);
        else
            free(c);
    }
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    run_deferred(arena);
    free_chunks(arena->chunks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    run_deferred(arena);
    struct chunk *keep = ARENA_EACH_ALONE ? NULL : arena->chunks;
    free_chunks(keep ? keep->next : arena->chunks);
    if (keep) {
        keep->next = NULL;
        keep->used = 0;
    }
    arena->chunks = keep;
}

static struct chunk *add_chunk(struct arena *arena, size_t n)
{
    size_t size = n;
    if (!ARENA_EACH_ALONE && size < arena->next_size - sizeof(struct chunk))
        size = arena->next_size - sizeof(struct chunk);
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    struct chunk *c = new_chunk(size);
    *c = (struct chunk){.next = arena->chunks, .size = size};
    arena->chunks = c;
    return c;
}

static size_t aligned(size_t at, size_t align)
{
    return (at + align - 1) & ~(align - 1);
}

static bool has_room(const struct chunk *c, size_t n, size_t align)
{
    size_t at = aligned(c->used, align);
    return at <= c->size && c->size - at >= n;
}

/* Memory with undefined content. */
static void *take(struct arena *arena, size_t n, size_t align)
{
    if (n > SIZE_MAX / 2)
        must(NULL);
    bool fits = !ARENA_EACH_ALONE && arena->chunks && has_room(arena->chunks, n, align);
    struct chunk *c = fits ? arena->chunks : add_chunk(arena, n);
    size_t at = aligned(c->used, align);
    c->used = at + n;
    return c->data + at;
}

void *arena_alloc(struct arena *arena, size_t n, size_t align)
{
    return memset(take(arena, n, align), 0, n);
}

void *arena_array(struct arena *arena, size_t count, size_t size, size_t align)
{
    if (size && count > SIZE_MAX / 2 / size)
        must(NULL);
    return arena_alloc(arena, count * size, align);
}

void *arena_grow(struct arena *arena, void *items, size_t used, size_t *capacity, size_t size)
{
    if (used < *capacity)
        return items;
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *copy = arena_array(arena, larger, size, alignof(max_align_t) > 16 ? 16 : alignof(max_align_t));
    if (used)
        memcpy(copy, items, used * size);
    *capacity = larger;
    return copy;
}

char *arena_z(struct arena *arena, str s)
{
    char *copy = take(arena, s.n + 1, 1);
    if (s.n)
        memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return copy;
}

str arena_str(struct arena *arena, str s)
{
    return (str){arena_z(arena, s), s.n};
}

str arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    str text = {small, n < 0 ? 0 : (size_t)n};
    if (text.n < sizeof small) {
        text = arena_str(arena, text);
    } else {
        char *large = take(arena, text.n + 1, 1);
        vsnprintf(large, text.n + 1, format, again);
        text.p = large;
    }
    va_end(again);
    return text;
}

str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = arena_vprintf(arena, format, args);
    va_end(args);
    return s;
}

str arena_one_line(struct arena *arena, str s)
{
    if (!str_has_char(s, '\n'))
        return s;
    char *out = arena_alloc(arena, s.n, 1);
    for (size_t i = 0; i < s.n; i++)
        out[i] = s.p[i] == '\n' ? ' ' : s.p[i];
    return (str){out, s.n};
}

str arena_concat(struct arena *arena, const str *parts, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += parts[i].n;
    char *text = take(arena, n + 1, 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].n)
            memcpy(text + at, parts[i].p, parts[i].n);
        at += parts[i].n;
    }
    text[n] = '\0';
    return (str){text, n};
}

void arena_defer(struct arena *arena, void (*release)(void *), void *what)
{
    struct deferred *d = ARENA_NEW(arena, struct deferred);
    *d = (struct deferred){.next = arena->deferred, .release = release, .what = what};
    arena->deferred = d;
}

size_t arena_bytes(const struct arena *arena)
{
    size_t n = sizeof *arena;
    for (const struct chunk *c = arena->chunks; c; c = c->next)
        n += sizeof *c + c->size;
    return n;
}
