#ifndef LIQUID_RUN_H
#define LIQUID_RUN_H

#include "base/diag.h"
#include "base/strmap.h"
#include "liquid/host.h"
#include "liquid/value.h"

enum {
    RUN_OUTPUT_MAX = 4 << 20, /* bytes of a text */
    RUN_INCLUDES_MAX = 8,
    RUN_LOCALS_MAX = 128,
    RUN_STEP_BYTES = 64, /* bytes of text that cost one step */
    RUN_FILE_STEPS = 50  /* steps that opening a file costs */
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

/* One run of liquid_render: its variables, and the work it has done. */
struct run {
    const struct liquid_host *host;
    const struct tag_table *const *tags; /* Liquid's and the host's, TAG_TABLES of them */
    size_t tag_tables;
    const struct filter_table *const *filters; /* the same for filters */
    size_t filter_tables;
    struct value_world world;
    struct arena *arena;
    struct diag *diag;
    struct effort *effort;
    bool over;               /* the bounds are reached, and that is reported */
    int line;                /* the author's line of what runs now */
    str include;             /* the file being included; empty: none */
    int include_line;        /* its line of what runs now */
    int include_first;       /* its line where the text begins */
    struct strmap global_at; /* 1 + index in GLOBALS */
    struct value *globals;
    size_t global_count, global_capacity;
    struct run_local locals[RUN_LOCALS_MAX]; /* those of the loops and includes around */
    size_t local_count;
    struct strmap counters;  /* of increment and decrement */
    struct strmap cycles;    /* by the name of their group */
    struct strmap continued; /* index at which the loop of that name ended */
    struct strmap included;  /* 1 + index in FILES, by what a tag calls it */
    const struct walk_file **files;
    size_t file_count, file_capacity;
    struct strmap told; /* warnings already given, by line and text */
    const struct run_loop *loop;
    str changed; /* the last output of {% ifchanged %} */
    int includes;
};

void run_warn(struct run *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Counts STEPS and BYTES of work. False when the bounds are reached. */
bool run_spend(struct run *, size_t steps, size_t bytes);

struct value run_get(struct run *, str name);
void run_assign(struct run *, str name, struct value);
bool run_push(struct run *, str name, struct value); /* adds a local; false when there are too many */
void run_pop(struct run *);

#endif
