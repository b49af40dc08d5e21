#include "answer/memory.h"

#include <stdlib.h>

enum { SEARCH_BYTES = 1 << 20 };

struct answer_memory *answer_memory_create(size_t bytes)
{
    struct answer_memory *memory = malloc(sizeof *memory);
    if (!memory)
        abort();
    *memory = (struct answer_memory){.pages = blob_cache_create(bytes),
                                     .searches = blob_cache_create(bytes < SEARCH_BYTES ? bytes : SEARCH_BYTES),
                                     .costs = costs_create()};
    return memory;
}

void answer_memory_destroy(struct answer_memory *memory)
{
    if (!memory)
        return;
    blob_cache_destroy(memory->pages);
    blob_cache_destroy(memory->searches);
    costs_destroy(memory->costs);
    free(memory);
}
