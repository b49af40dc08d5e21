#ifndef LIQUID_HOST_H
#define LIQUID_HOST_H

#include "base/effort.h"
#include "base/zone.h"
#include "liquid/value.h"

struct tag_table;    /* liquid/tag.h */
struct filter_table; /* liquid/filter.h */

/* The host of a template: the variables, tags and filters that it adds to Liquid. Zeroes: none. */
struct liquid_host {
    str file;                /* for DIAG */
    struct effort *effort;   /* counts the work done; NULL: it is not counted */
    const struct zone *zone; /* for dates that name none; NULL: UTC */
    const void *self;        /* passed to VARIABLE, and to the host's tags and filters as run->host->self */
    /* The value of a NAME to which the template has assigned none; nil: there is none. NULL: no names are known. */
    struct value (*variable)(const void *self, str name, const struct value_world *);
    /* The moment that "now" means; *IS_DAY: it is a day without an hour. NULL: "now" is a text like any other. */
    struct moment (*now)(const void *self, bool *is_day);
    /* Sees the LIST of each loop that begins. NULL: nobody does. */
    void (*looped)(const void *self, struct value list, const struct value_world *);
    const struct tag_table *const *tags;
    size_t tag_tables;
    const struct filter_table *const *filters;
    size_t filter_tables;
};

#endif
