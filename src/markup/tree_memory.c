#include "markup/tree_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 16, STEPS = 32, CLASSES = 512, LARGEST = 1 << 30 };

/* The header before each piece of memory. */
struct piece {
    struct tree_memory *owner; /* NULL: malloc */
    size_t size;               /* bytes that follow */
};

/* A free piece. */
struct spare {
    struct piece piece;
    struct spare *next;
};

struct tree_memory {
    struct arena *arena;
    struct spare *spares[CLASSES];
};

static _Thread_local struct tree_memory *in_use;

struct tree_memory *tree_memory_create(struct arena *arena)
{
    struct tree_memory *memory = ARENA_NEW(arena, struct tree_memory);
    memory->arena = arena;
    return memory;
}

struct tree_memory *tree_memory_use(struct tree_memory *memory)
{
    struct tree_memory *before = in_use;
    in_use = ARENA_EACH_ALONE ? NULL : memory;
    return before;
}

static void *must(void *memory)
{
    if (!memory) {
        fputs("splashdown: out of memory\n", stderr);
        abort();
    }
    return memory;
}

/* Rounds SIZE up to that of its class, of which there are 16 between a power of two and the next; returns the class. */
static size_t class_of(size_t *size)
{
    size_t step = STEP, before = 0;
    while (step * STEPS < *size) {
        step *= 2;
        before += STEPS / 2;
    }
    size_t steps = *size ? (*size + step - 1) / step : 1;
    *size = steps * step;
    return before + steps;
}

static void *allocate(size_t size)
{
    if (size > LARGEST)
        must(NULL);
    struct piece *piece;
    if (!in_use) {
        piece = must(calloc(1, sizeof *piece + size));
        piece->size = size;
        return piece + 1;
    }
    struct spare **spares = &in_use->spares[class_of(&size)];
    struct spare *spare = *spares;
    if (spare) {
        *spares = spare->next;
        return memset(&spare->next, 0, size);
    }
    piece = arena_alloc(in_use->arena, sizeof *piece + size, alignof(struct piece));
    *piece = (struct piece){in_use, size};
    return piece + 1;
}

static void *tree_calloc(size_t count, size_t size)
{
    return allocate(size && count > LARGEST / size ? SIZE_MAX : count * size);
}

static void tree_free(void *p)
{
    struct piece *piece = p ? (struct piece *)p - 1 : NULL;
    if (piece && !piece->owner) {
        free(piece);
    } else if (piece && piece->owner == in_use) {
        size_t size = piece->size;
        struct spare **spares = &in_use->spares[class_of(&size)], *spare = (struct spare *)piece;
        spare->next = *spares;
        *spares = spare;
    }
}

static void *tree_realloc(void *p, size_t size)
{
    size_t old = p ? ((struct piece *)p - 1)->size : 0;
    if (p && size <= old)
        return p;
    void *larger = allocate(size);
    if (p)
        memcpy(larger, p, old);
    tree_free(p);
    return larger;
}

cmark_mem *tree_memory_allocator(void)
{
    static cmark_mem allocator = {tree_calloc, tree_realloc, tree_free};
    return &allocator;
}

#if ARENA_EACH_ALONE
static void free_root(void *root)
{
    cmark_node_free(root);
}
#endif

void tree_memory_keep(struct arena *arena, cmark_node *root)
{
#if ARENA_EACH_ALONE
    arena_defer(arena, free_root, root);
#else
    (void)arena;
    (void)root;
#endif
}

cmark_node *tree_new(cmark_node_type type)
{
    return cmark_node_new_with_mem(type, tree_memory_allocator());
}
