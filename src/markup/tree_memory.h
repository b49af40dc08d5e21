#ifndef MARKUP_TREE_MEMORY_H
#define MARKUP_TREE_MEMORY_H

#include "base/arena.h"

#include <cmark.h>

/*
 * Memory for the nodes of a document and their texts. It comes from an arena and ends with it: most of the time that
 * cmark takes by itself is spent in malloc and free.
 *
 * cmark's allocator has no context argument, so a thread has one memory in use at a time. When none is in use, and
 * where a sanitizer must see each piece separately, nodes come from malloc.
 */
struct tree_memory;

struct tree_memory *tree_memory_create(struct arena *);
/* Makes MEMORY the source of what this thread allocates for nodes; NULL: malloc. Returns the memory in use before. */
struct tree_memory *tree_memory_use(struct tree_memory *memory);

cmark_mem *tree_memory_allocator(void);
/* Lets the tree below ROOT, made while a memory was in use, end with the arena. */
void tree_memory_keep(struct arena *, cmark_node *root);

/* A node as cmark_node_new() makes it. */
cmark_node *tree_new(cmark_node_type);

#endif
