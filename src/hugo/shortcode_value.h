#ifndef HUGO_SHORTCODE_VALUE_H
#define HUGO_SHORTCODE_VALUE_H

#include "base/arena.h"
#include "hugo/shortcode_scope.h"
#include "hugo/shortcode_tag.h"

enum { SHORTCODE_VARIABLES_MAX = 32 };

/* The values that an expression in the template of a shortcode may name. */
struct shortcode_values {
    const struct shortcode_tag *tag;
    const struct shortcode_scope *scope;
    struct arena *arena;
    str dot; /* the value of "." within with */
    bool bound;
    struct {
        str name, value;
    } variables[SHORTCODE_VARIABLES_MAX];
    size_t count;
};

void shortcode_values_init(struct shortcode_values *, const struct shortcode_tag *, const struct shortcode_scope *);

/* The value of an expression, as text; empty where it is nothing or not known. */
str shortcode_value(struct shortcode_values *, str expression);
/* True when ACTION is "$name := expression" or "$name = expression", which is then done. */
bool shortcode_value_assign(struct shortcode_values *, str action);
/* True when a condition holds that has this VALUE. */
bool shortcode_value_holds(str value);

#endif
