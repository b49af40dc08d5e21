#ifndef CONTENT_LIQUID_RUN_H
#define CONTENT_LIQUID_RUN_H

#include "base/strmap.h"
#include "content/liquid.h"
#include "content/liquid_output.h"
#include "content/liquid_token.h"
#include "content/liquid_value.h"

enum {
    RUN_OUTPUT_MAX = 16 << 20, /* bytes */
    RUN_STEPS_MAX = 1000000,
    RUN_INCLUDES_MAX = 8,
    RUN_LOCALS_MAX = 128,
    RUN_STEP_BYTES = 64 /* of text that cost one step */
};

struct run_local {
    str name;
    struct value value;
};

/* One liquid_render: its variables, and what it has spent. */
struct run {
    const struct liquid_scope *scope;
    struct value_world world;
    struct arena *arena;
    struct diag *diag;
    int64_t steps;
    bool over;               /* the bounds are reached, and it has been told */
    int line;                /* the author's, of what is run now */
    str include;             /* the file that is being included; empty: none */
    int include_line;        /* of it, of what is run now */
    int include_first;       /* of it, where the text begins */
    struct strmap global_at; /* 1 + index in GLOBALS */
    struct value *globals;
    size_t global_count, global_capacity;
    struct run_local locals[RUN_LOCALS_MAX]; /* of the loops and includes around */
    size_t local_count;
    struct strmap counters;  /* of increment and decrement */
    struct strmap cycles;    /* by the name of their group */
    struct strmap continued; /* where the loop of that name has ended */
    struct strmap told;      /* warnings already given, by line and text */
    const struct value_loop *loop;
    str changed; /* what {% ifchanged %} wrote last */
    int includes;
};

/* What follows a tag. */
enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_OVER };

/* A template being walked. */
struct walk {
    struct run *run;
    const struct tokens *tokens;
    struct origin origin; /* LINES of the template, or LINE for an include */
    struct output *out;
};

void run_warn(struct run *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Counts STEPS and BYTES of work. False when the bounds are reached. */
bool run_spend(struct run *, size_t steps, size_t bytes);
void run_put(struct walk *, str); /* from the tag at run->line */

struct value run_get(struct run *, str name);
void run_assign(struct run *, str name, struct value);
bool run_push(struct run *, str name, struct value); /* a local; false when too many */
void run_pop(struct run *);

/* Walks the tokens FROM to TO. */
enum flow walk_tokens(struct walk *, size_t from, size_t to);
/* Cuts, matches and walks TEXT. */
enum flow walk_text(struct run *, str text, struct origin, struct output *);

#endif
