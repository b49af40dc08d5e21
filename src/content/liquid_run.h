#ifndef CONTENT_LIQUID_RUN_H
#define CONTENT_LIQUID_RUN_H

#include "base/buf.h"
#include "content/liquid.h"
#include "content/liquid_value.h"
#include "content/strmap.h"

enum {
    LIQUID_OUTPUT_MAX = 16 << 20, /* bytes */
    LIQUID_STEPS_MAX = 1000000,
    LIQUID_DEPTH_MAX = 32,  /* blocks within blocks, includes with them */
    LIQUID_INCLUDE_MAX = 8, /* includes within includes */
    LIQUID_ELEMENTS_MAX = 100000
};

/* What has been written, each line with the author's. */
struct liquid_out {
    struct buf text;
    int *lines;
    size_t count, capacity;
    struct arena *arena;
};

/* One run over a post and all that it includes. */
struct liquid_run {
    const struct liquid_scope *scope;
    struct arena *arena;
    struct diag *diag;
    struct liquid_out *out;
    struct strmap names;         /* of assigned variables: index + 1 */
    struct liquid_value *values; /* by index */
    size_t value_count, value_capacity;
    const struct liquid_entry *frames; /* loop variables and include's, innermost first */
    size_t steps;
    int depth, includes;
    int line;  /* of the author's file, of what is being run */
    int fixed; /* while within an include: the line of its tag; else 0 */
    enum { LIQUID_GO, LIQUID_BREAK, LIQUID_CONTINUE, LIQUID_STOP } flow;
};

void liquid_out_put(struct liquid_out *, str text, int line); /* LINE is that of TEXT's first; the next ones follow */
void liquid_out_put_at(struct liquid_out *, str text, int line); /* all of TEXT is from LINE */

void liquid_set(struct liquid_run *, str name, struct liquid_value);
void liquid_warn(struct liquid_run *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Runs TEXT, whose first line is LINE of the author's file, or all of it when the run is within an include. */
void liquid_run_text(struct liquid_run *, struct mapped text);

/* liquid_expression.c. Each takes what it reads off the front of MARKUP. */
struct liquid_value liquid_evaluate(struct liquid_run *, str *markup);
struct liquid_value liquid_output(struct liquid_run *, str markup); /* with filters */
bool liquid_condition(struct liquid_run *, str markup);
str liquid_word(str *markup); /* letters, digits, "_" and "-" */
bool liquid_skip(str *markup, const char *token);

/* liquid_filter.c */
struct liquid_value liquid_filter(struct liquid_run *, str name, struct liquid_value input,
                                  const struct liquid_value *arguments, size_t count);

#endif
