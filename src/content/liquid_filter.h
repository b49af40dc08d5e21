#ifndef CONTENT_LIQUID_FILTER_H
#define CONTENT_LIQUID_FILTER_H

#include "content/liquid_run.h"

/* INPUT and what stands after the colon. */
struct liquid_call {
    struct liquid_run *run;
    struct arena *arena;
    struct liquid_value in;
    const struct liquid_value *arguments;
    size_t count;
};

typedef struct liquid_value liquid_function(const struct liquid_call *);

struct liquid_filter_entry {
    str name;
    liquid_function *call;
};

str liquid_input(const struct liquid_call *);                   /* as text */
str liquid_argument(const struct liquid_call *, size_t number); /* as text; empty when it is not given */
struct liquid_value liquid_argument_value(const struct liquid_call *, size_t number); /* nil when it is not given */

/* Tables of what works on text, on numbers and dates, and on lists; each ends with an empty name. */
extern const struct liquid_filter_entry liquid_text_filters[];
extern const struct liquid_filter_entry liquid_escape_filters[];
extern const struct liquid_filter_entry liquid_number_filters[];
extern const struct liquid_filter_entry liquid_list_filters[];

#endif
