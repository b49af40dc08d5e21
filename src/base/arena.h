#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stdalign.h>
#include <stdarg.h>

/*
 * Memory with one lifetime: of a request, a site or a command. Everything allocated here is freed together. Under
 * AddressSanitizer each allocation is separate, so that overruns are seen.
 */
struct arena;

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_EACH_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_EACH_ALONE 1
#endif
#endif
#ifndef ARENA_EACH_ALONE
#define ARENA_EACH_ALONE 0
#endif

struct arena *arena_create(void);
void arena_destroy(struct arena *); /* runs what was deferred, last first; NULL is fine */
void arena_reset(struct arena *);   /* as destroy, but ready for use again, keeping the newest chunk */

/* Zeroed memory, never NULL: a failed malloc ends the process. ALIGN is a power of two, at most 16. */
void *arena_alloc(struct arena *, size_t n, size_t align);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type), alignof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type), alignof(type)))
void *arena_array(struct arena *, size_t count, size_t size, size_t align); /* ends the process on overflow */

/*
 * Room for one more item of SIZE bytes in ITEMS, which holds USED of *CAPACITY: ITEMS itself, or a copy twice as large.
 *     list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
 */
void *arena_grow(struct arena *, void *items, size_t used, size_t *capacity, size_t size);

str arena_str(struct arena *, str);      /* a copy, followed by a NUL */
char *arena_z(struct arena *, str);      /* a NUL-terminated copy */
str arena_one_line(struct arena *, str); /* each LF replaced by a space; S itself when it has none */
str arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
str arena_vprintf(struct arena *, const char *format, va_list) __attribute__((format(printf, 2, 0)));
str arena_concat(struct arena *, const str *parts, size_t count);
#define ARENA_CONCAT(arena, ...)                                                                                       \
    arena_concat((arena), (const str[]){__VA_ARGS__}, sizeof((const str[]){__VA_ARGS__}) / sizeof(str))

/* Calls RELEASE(WHAT) when the arena ends: for resources other than memory. */
void arena_defer(struct arena *, void (*release)(void *), void *what);

size_t arena_bytes(const struct arena *); /* obtained from the system */

#endif
