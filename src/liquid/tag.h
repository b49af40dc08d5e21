#ifndef LIQUID_TAG_H
#define LIQUID_TAG_H

#include "liquid/run.h"

struct walk; /* liquid/walk.h */

/* The way on after a tag. */
enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_OVER };

/* Runs the tag at token I of WALK; a block runs its tokens itself, and the caller continues after its end. */
typedef enum flow (*tag_function)(struct walk *, size_t i);

/* The content of a tag, which ends at "end" and its name. */
enum tag_content {
    TAG_ALONE,
    TAG_BLOCK,
    TAG_PERHAPS /* only where that follows */
};

struct tag {
    str name;
    tag_function run;
    enum tag_content content;
};

struct tag_table {
    const struct tag *items;
    size_t count;
};

/* Liquid's own. */
extern const struct tag_table tag_flow, tag_for, tag_set;

const struct tag *tag_find(const struct run *, str name); /* NULL: unknown */

#endif
