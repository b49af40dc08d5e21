#include "answer/blob_cache.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS_MIN = 256, SHARE = 8 /* a body that takes more than 1/8 of the cache is large */, LARGE_PART = 2 };

struct entry {
    struct entry *next;          /* in the bucket */
    struct entry *newer, *older; /* by use */
    struct kept kept;
    uint64_t hash;
    const void *owner;
    size_t name_n;
    char name[];
};

struct blob_cache {
    struct entry **buckets;
    size_t bucket_count, count;
    size_t bytes, large_bytes, bytes_max;
    struct entry *newest, *oldest;
};

static void *allocate(size_t n)
{
    void *p = calloc(1, n);
    if (!p)
        abort();
    return p;
}

/* Names are of existing pages, or there are few of them: a stranger gains little by collisions. */
static uint64_t hash_of(const void *owner, str name)
{
    return str_hash(STR_HASH_SEED ^ (uintptr_t)owner, name);
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
    size_t validator = entry->kept.validator ? blob_str(entry->kept.validator).n : 0;
    return sizeof *entry + entry->name_n + blob_str(entry->kept.body).n + validator;
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

static bool is_large(const struct blob_cache *cache, const struct kept *kept)
{
    return blob_str(kept->body).n > cache->bytes_max / SHARE;
}

static bool is_of(const struct entry *entry, const void *owner, str name, uint64_t hash)
{
    return entry->hash == hash && entry->owner == owner && str_eq((str){entry->name, entry->name_n}, name);
}

static struct entry **slot_of(struct blob_cache *cache, const void *owner, str name, uint64_t hash)
{
    struct entry **slot = &cache->buckets[hash % cache->bucket_count];
    while (*slot && !is_of(*slot, owner, name, hash))
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
    cache->large_bytes -= is_large(cache, &entry->kept) ? cost(entry) : 0;
    cache->count--;
    blob_unref(entry->kept.body);
    blob_unref(entry->kept.validator);
    free(entry);
}

static void drop_entry(struct blob_cache *cache, const struct entry *entry)
{
    drop(cache, slot_of(cache, entry->owner, (str){entry->name, entry->name_n}, entry->hash));
}

/*
 * Drops entries from the oldest on, except KEEP, until the rest fits; when only the large ones are too many, only
 * these.
 */
static void make_room(struct blob_cache *cache, const struct entry *keep)
{
    size_t large_max = cache->bytes_max / LARGE_PART;
    for (struct entry *entry = cache->oldest, *newer; entry && entry != keep; entry = newer) {
        newer = entry->newer;
        bool is_many = cache->bytes > cache->bytes_max;
        bool is_many_large = cache->large_bytes > large_max;
        if (!is_many && !is_many_large)
            return;
        if (!is_many_large || is_large(cache, &entry->kept))
            drop_entry(cache, entry);
    }
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

struct kept *blob_cache_find(struct blob_cache *cache, const void *owner, str name)
{
    struct entry *entry = *slot_of(cache, owner, name, hash_of(owner, name));
    if (!entry)
        return NULL;
    unlink_use(cache, entry);
    link_newest(cache, entry);
    return &entry->kept;
}

static struct entry *new_entry(const void *owner, str name, const struct kept *kept)
{
    struct entry *entry = allocate(sizeof *entry + name.n);
    *entry = (struct entry){.hash = hash_of(owner, name), .owner = owner, .name_n = name.n, .kept = *kept};
    memcpy(entry->name, name.p, name.n);
    blob_ref(kept->body);
    if (kept->validator)
        blob_ref(kept->validator);
    return entry;
}

static void link_bucket(struct blob_cache *cache, struct entry *entry)
{
    struct entry **bucket = &cache->buckets[entry->hash % cache->bucket_count];
    entry->next = *bucket;
    *bucket = entry;
}

void blob_cache_put(struct blob_cache *cache, const void *owner, str name, const struct kept *kept)
{
    drop(cache, slot_of(cache, owner, name, hash_of(owner, name)));
    if (blob_str(kept->body).n > cache->bytes_max / LARGE_PART)
        return;
    if (cache->count > cache->bucket_count)
        grow(cache);
    struct entry *entry = new_entry(owner, name, kept);
    link_bucket(cache, entry);
    link_newest(cache, entry);
    cache->count++;
    cache->bytes += cost(entry);
    cache->large_bytes += is_large(cache, kept) ? cost(entry) : 0;
    make_room(cache, entry);
}

void blob_cache_clear(struct blob_cache *cache, const void *owner)
{
    for (struct entry *entry = cache->oldest, *newer; entry; entry = newer) {
        newer = entry->newer;
        if (entry->owner == owner)
            drop_entry(cache, entry);
    }
}

void blob_cache_destroy(struct blob_cache *cache)
{
    if (!cache)
        return;
    while (cache->oldest)
        drop_entry(cache, cache->oldest);
    free(cache->buckets);
    free(cache);
}
