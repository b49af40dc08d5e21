#ifndef LIQUID_RUN_H
#define LIQUID_RUN_H

#include "base/diag.h"
#include "base/strmap.h"
#include "liquid/host.h"
#include "liquid/value.h"

enum {
    RUN_OUTPUT_MAX = 4 << 20, /* bytes of a text; of real pages the longest that Liquid makes has 0.3 MB */
    RUN_INCLUDES_MAX = 8,
    RUN_LOCALS_MAX = 128,
    RUN_STEP_BYTES = 64, /* of text that cost one step */
    RUN_FILE_STEPS = 50  /* that it costs to open a file */
};

struct run_local {
    str name;
    struct value value;
};

struct tag_table;
struct walk_file;
struct filter_table;

/* forloop */
struct run_loop {
    size_t index, length;
    str name;
    const struct run_loop *parent;
};

/* One liquid_render: its variables, and what it has spent. */
struct run {
    const struct liquid_host *host;
    const struct tag_table *const *tags; /* Liquid's and the host's, TAG_TABLES of them */
    size_t tag_tables;
    const struct filter_table *const *filters; /* likewise */
    size_t filter_tables;
    struct value_world world;
    struct arena *arena;
    struct diag *diag;
    struct effort *effort;
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
    struct strmap included;  /* 1 + index in FILES, by what a tag calls it */
    const struct walk_file **files;
    size_t file_count, file_capacity;
    struct strmap told; /* warnings already given, by line and text */
    const struct run_loop *loop;
    str changed; /* what {% ifchanged %} wrote last */
    int includes;
};

void run_warn(struct run *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Counts STEPS and BYTES of work. False when the bounds are reached. */
bool run_spend(struct run *, size_t steps, size_t bytes);

struct value run_get(struct run *, str name);
void run_assign(struct run *, str name, struct value);
bool run_push(struct run *, str name, struct value); /* a local; false when too many */
void run_pop(struct run *);

#endif
