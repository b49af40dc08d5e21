#ifndef BASE_STRMAP_H
#define BASE_STRMAP_H

#include "base/arena.h"

/* A map from strings to numbers. Lives in an arena; keys are borrowed. Initialise with {.arena = …}. */
struct strmap {
    struct arena *arena;
    struct strmap_slot {
        str key;
        int value;
        bool used;
    } * slots;
    size_t count, capacity;
};

/* The value of KEY, which begins as 0 and may be changed; the pointer holds until the next call. */
int *strmap_at(struct strmap *, str key);
/* The stored key that is equal to KEY; when it is new, a copy in the map's arena. */
str strmap_keep(struct strmap *, str key);
bool strmap_has(const struct strmap *, str key);
int strmap_get(const struct strmap *, str key); /* 0 when absent */

#endif
