#ifndef DATA_YAML_ANCHOR_H
#define DATA_YAML_ANCHOR_H

#include "data/yaml_fault.h"

enum {
    YAML_DEPTH_MAX = 64,
    YAML_ALIASED_MAX = 100000 /* values that the aliases of one document stand for, those within them included */
};

/* The place of a node that an anchor may name, taken before it is read. */
struct yaml_extent {
    size_t nodes;
    int deepest;
};

/* Counts a node at DEPTH. The result is for yaml_node_end. */
struct yaml_extent yaml_node_begin(struct yaml_reading *, int depth);
/* Ends the node that began with EXTENT; NAME (NULL: none) is its anchor, for the aliases after it. */
void yaml_node_end(struct yaml_reading *, struct yaml_extent, int depth, const char *name, const struct data *);
/* The node that an alias stands for, itself, not a copy; null, with a complaint, where there is none or the document
 * would grow beyond its bounds. */
const struct data *yaml_alias(struct yaml_reading *, const yaml_event_t *, int depth);

/* Replaces the pairs "<<: map" and "<<: [map, …]" of MAP by those of the maps, as Psych does: at their place, a pair
 * takes the place of an earlier one with its key, and the first map of a list counts most. */
void yaml_merge(struct data *map, struct arena *);

#endif
