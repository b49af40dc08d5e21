#ifndef LIQUID_BLOCK_H
#define LIQUID_BLOCK_H

#include "liquid/run.h"
#include "liquid/token.h"

enum { BLOCK_DEPTH_MAX = 100 };

/* A fault in the blocks of a template. */
enum block_fault_kind { BLOCK_UNCLOSED, BLOCK_STRAY, BLOCK_TOO_DEEP };

struct block_fault {
    size_t token;
    enum block_fault_kind what;
};

struct block_faults {
    struct block_fault *items;
    size_t count, capacity;
};

/* Links each block to its branches and its end. A block that is not closed ends where the one around it does. */
struct block_faults block_match(struct tokens *, const struct run *);

#endif
