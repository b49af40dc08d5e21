#include "answer/blob_cache.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS_MIN = 256, SHARE = 8 /* one blob takes at most 1/8 of the cache */ };

struct entry {
    struct entry *next;          /* in the bucket */
    struct entry *newer, *older; /* by use */
    struct kept kept;
    uint64_t hash;
    size_t name_n;
    char name[];
};

struct blob_cache {
    struct entry **buckets;
    size_t bucket_count, count;
    size_t bytes, bytes_max;
    struct entry *newest, *oldest;
};

static void *allocate(size_t n)
{
    void *p = calloc(1, n);
    if (!p)
        abort();
    return p;
}

/* Names are of pages that exist, so nobody outside chooses collisions. */
static uint64_t hash_of(str name)
{
    return str_hash(STR_HASH_SEED, name);
}

struct blob_cache *blob_cache_create(size_t bytes)
{
    struct blob_cache *cache = allocate(sizeof *cache);
    cache->bytes_max = bytes;
    cache->bucket_count = BUCKETS_MIN;
    cache->buckets = allocate(cache->bucket_count * sizeof *cache->buckets);
    return cache;
}

static size_t cost(const struct entry *entry)
{
    size_t proof = entry->kept.proof ? blob_str(entry->kept.proof).n : 0;
    return sizeof *entry + entry->name_n + blob_str(entry->kept.body).n + proof;
}

static void unlink_use(struct blob_cache *cache, struct entry *entry)
{
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
    entry->newer = entry->older = NULL;
}

static void link_newest(struct blob_cache *cache, struct entry *entry)
{
    entry->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = entry;
    cache->newest = entry;
}

static struct entry **slot_of(struct blob_cache *cache, str name, uint64_t hash)
{
    struct entry **slot = &cache->buckets[hash % cache->bucket_count];
    while (*slot && ((*slot)->hash != hash || !str_eq((str){(*slot)->name, (*slot)->name_n}, name)))
        slot = &(*slot)->next;
    return slot;
}

static void drop(struct blob_cache *cache, struct entry **slot)
{
    struct entry *entry = *slot;
    if (!entry)
        return;
    *slot = entry->next;
    unlink_use(cache, entry);
    cache->bytes -= cost(entry);
    cache->count--;
    blob_unref(entry->kept.body);
    blob_unref(entry->kept.proof);
    free(entry);
}

static void drop_oldest(struct blob_cache *cache)
{
    struct entry *oldest = cache->oldest;
    drop(cache, slot_of(cache, (str){oldest->name, oldest->name_n}, oldest->hash));
}

static void grow(struct blob_cache *cache)
{
    struct entry **old = cache->buckets;
    size_t old_count = cache->bucket_count;
    cache->bucket_count *= 2;
    cache->buckets = allocate(cache->bucket_count * sizeof *cache->buckets);
    for (size_t i = 0; i < old_count; i++) {
        for (struct entry *entry = old[i], *next; entry; entry = next) {
            next = entry->next;
            struct entry **bucket = &cache->buckets[entry->hash % cache->bucket_count];
            entry->next = *bucket;
            *bucket = entry;
        }
    }
    free(old);
}

struct kept *blob_cache_find(struct blob_cache *cache, str name)
{
    struct entry *entry = *slot_of(cache, name, hash_of(name));
    if (!entry)
        return NULL;
    unlink_use(cache, entry);
    link_newest(cache, entry);
    return &entry->kept;
}

static struct entry *new_entry(str name, uint64_t hash, const struct kept *kept)
{
    struct entry *entry = allocate(sizeof *entry + name.n);
    *entry = (struct entry){.hash = hash, .name_n = name.n, .kept = *kept};
    memcpy(entry->name, name.p, name.n);
    blob_ref(kept->body);
    if (kept->proof)
        blob_ref(kept->proof);
    return entry;
}

void blob_cache_put(struct blob_cache *cache, str name, const struct kept *kept)
{
    uint64_t hash = hash_of(name);
    struct entry **slot = slot_of(cache, name, hash);
    if (*slot)
        drop(cache, slot);
    if (blob_str(kept->body).n > cache->bytes_max / SHARE)
        return;
    if (cache->count > cache->bucket_count)
        grow(cache);
    struct entry *entry = new_entry(name, hash, kept);
    entry->next = cache->buckets[hash % cache->bucket_count];
    cache->buckets[hash % cache->bucket_count] = entry;
    link_newest(cache, entry);
    cache->count++;
    cache->bytes += cost(entry);
    while (cache->bytes > cache->bytes_max && cache->oldest != entry)
        drop_oldest(cache);
}

void blob_cache_clear(struct blob_cache *cache)
{
    while (cache->oldest)
        drop_oldest(cache);
}

void blob_cache_destroy(struct blob_cache *cache)
{
    if (!cache)
        return;
    blob_cache_clear(cache);
    free(cache->buckets);
    free(cache);
}
