#ifndef MARKUP_TREE_MEMORY_H
#define MARKUP_TREE_MEMORY_H

#include "base/arena.h"

#include <cmark.h>

/*
 * Where the nodes of a document live, with their texts: in an arena, and with it they end. Most of the time that cmark
 * takes by itself is malloc's and free's.
 *
 * cmark's allocator is not told whom it works for, so a thread has one memory in use at a time. Out of use, and where a
 * sanitizer shall see each piece alone, nodes come from malloc.
 */
struct tree_memory;

struct tree_memory *tree_memory_create(struct arena *);
/* From now on what this thread allocates for nodes comes from MEMORY; NULL: malloc. Returns what was in use before. */
struct tree_memory *tree_memory_use(struct tree_memory *memory);

cmark_mem *tree_memory_allocator(void);
/* The tree below ROOT, made while MEMORY was in use, is let go with the arena. */
void tree_memory_keep(struct arena *, cmark_node *root);

/* A node as by cmark_node_new(). */
cmark_node *tree_new(cmark_node_type);

#endif
