#ifndef LIQUID_FILTER_H
#define LIQUID_FILTER_H

#include "liquid/run.h"

enum { FILTER_ARGS_MAX = 8 };

/* The input of a filter and its arguments. */
struct filter_call {
    struct run *run;
    struct value in;
    struct value args[FILTER_ARGS_MAX];
    size_t count;
    str name;
    bool allow_false; /* the option of the filter "default" */
};

typedef struct value (*filter_function)(const struct filter_call *);

struct filter {
    str name;
    filter_function apply;
};

struct filter_table {
    const struct filter *items;
    size_t count;
};

/* Liquid's own, by what they work on. */
extern const struct filter_table filter_case, filter_edit, filter_escape, filter_number, filter_list, filter_pick,
    filter_date;

/* VALUE after the filters of MARKUP, "| name: a, b | name". */
struct value filter_apply(struct run *, struct value, str markup);
/* A value and its filters. Text after them is ignored, with a warning. */
struct value filter_expression(struct run *, str markup);

/* For filters: the input and argument I as text, number, integer. */
str filter_in(const struct filter_call *);
str filter_text(const struct filter_call *, size_t i);
int64_t filter_int(const struct filter_call *, size_t i, int64_t otherwise);
/* The input as a list: nil as an empty one, a single value as a list of one; nested lists are flattened. */
struct value filter_items(const struct filter_call *);
/* S with the first COUNT occurrences of NEEDLE replaced. */
str filter_replaced(struct run *, str s, str needle, str by, size_t count);

#endif
