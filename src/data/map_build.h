#ifndef DATA_MAP_BUILD_H
#define DATA_MAP_BUILD_H

#include "data/data.h"

/* A DATA_MAP or DATA_LIST that grows. DATA is the first member, and complete after each addition: it can be looked up,
 * and may be kept as the value itself. */
struct growing {
    struct data data;
    size_t capacity;
};

/* KEY and VALUE are borrowed; LINE is the key's. A key that is there already is added again, and counts. */
void growing_put(struct growing *map, str key, int line, const struct data *value, struct arena *);
void growing_append(struct growing *list, const struct data *item, struct arena *);

#endif
