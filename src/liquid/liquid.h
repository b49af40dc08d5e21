#ifndef LIQUID_LIQUID_H
#define LIQUID_LIQUID_H

#include "base/effort.h"
#include "base/mapped.h"
#include "base/zone.h"
#include "liquid/value.h"

struct tag_table;    /* liquid/tag.h */
struct filter_table; /* liquid/filter.h */

/* The side of a template that Liquid does not know: variables, tags and filters of whoever runs it. Zeroes: none. */
struct liquid_host {
    str file;                /* for DIAG */
    struct effort *effort;   /* counts what it takes; NULL: nobody wants to know */
    const struct zone *zone; /* of dates that name none; NULL: UTC */
    const void *self;        /* for VARIABLE, and for its tags and filters as run->host->self */
    /* The value of a NAME that the template has not given one; nil: there is none. NULL: for no name. */
    struct value (*variable)(const void *self, str name, const struct value_world *);
    const struct tag_table *const *tags;
    size_t tag_tables;
    const struct filter_table *const *filters;
    size_t filter_tables;
};

/* Whether there is any Liquid in TEXT to run. */
bool liquid_is_in(str text);

/*
 * Runs the Liquid in IN. Code is opaque exactly where the author meant it literally ({% raw %}); elsewhere Liquid
 * inside code runs. Unknown tags vanish and are reported by line. Bounded in output and in steps.
 */
struct mapped liquid_render(struct mapped in, const struct liquid_host *, struct arena *, struct diag *);

#endif
