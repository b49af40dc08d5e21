#ifndef HUGO_SHORTCODE_VALUE_H
#define HUGO_SHORTCODE_VALUE_H

#include "base/arena.h"
#include "hugo/shortcode_object.h"
#include "hugo/shortcode_tag.h"

enum { SHORTCODE_VARIABLES_MAX = 32 };

/* The values that an expression in the template of a shortcode may name. */
struct shortcode_values {
    const struct shortcode_tag *tag;
    const struct shortcode_scope *scope;
    struct arena *arena;
    struct shortcode_objects objects;
    str dot; /* the value of "." within with and range */
    struct {
        str name, value;
        bool unread;
    } variables[SHORTCODE_VARIABLES_MAX];
    size_t count;
    bool unread; /* the expression asked for something that is not known here */
};

void shortcode_values_init(struct shortcode_values *, const struct shortcode_tag *, const struct shortcode_scope *);

/* The value of an expression, as text; empty where it is nothing, or not known: UNREAD is then set. */
str shortcode_value(struct shortcode_values *, str expression);
/* True when ACTION is "$name := expression" or "$name = expression", which is then done; *VALUE is the new one. */
bool shortcode_value_assign(struct shortcode_values *, str action, str *value);

#endif
