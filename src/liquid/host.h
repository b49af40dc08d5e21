#ifndef LIQUID_HOST_H
#define LIQUID_HOST_H

#include "base/effort.h"
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

#endif
