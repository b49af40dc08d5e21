#include "site/page_index.h"

void page_index_init(struct page_index *index, const struct page *const *pages, size_t count, page_key *key_of,
                     struct arena *arena)
{
    *index = (struct page_index){.pages = pages, .key_of = key_of};
    if (!count)
        return;
    index->capacity = 2;
    while (index->capacity < 2 * count)
        index->capacity *= 2;
    index->slots = ARENA_ARRAY(arena, uint32_t, index->capacity);
}

/* The slot where KEY is, or would be. Authors choose the keys: collisions slow down only their own capsule. */
static uint32_t *slot_of(const struct page_index *index, str key)
{
    size_t mask = index->capacity - 1;
    uint64_t hash = str_hash(STR_HASH_SEED, key);
    for (size_t i = (size_t)(hash ^ hash >> 32) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &index->slots[i];
        if (!*slot || str_eq(index->key_of(index->pages[*slot - 1]), key))
            return slot;
    }
}

const struct page *page_index_put(struct page_index *index, size_t i)
{
    str key = index->key_of(index->pages[i]);
    uint32_t *slot = key.n ? slot_of(index, key) : NULL;
    if (!slot)
        return NULL;
    if (*slot)
        return index->pages[*slot - 1];
    *slot = (uint32_t)i + 1;
    return NULL;
}

void page_index_replace(struct page_index *index, size_t i)
{
    *slot_of(index, index->key_of(index->pages[i])) = (uint32_t)i + 1;
}

const struct page *page_index_get(const struct page_index *index, str key)
{
    uint32_t number = index->capacity && key.n ? *slot_of(index, key) : 0;
    return number ? index->pages[number - 1] : NULL;
}
