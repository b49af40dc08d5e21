#ifndef HUGO_SHORTCODE_OPERANDS_H
#define HUGO_SHORTCODE_OPERANDS_H

#include "base/arena.h"

enum { SHORTCODE_OPERANDS_MAX = 16 };

/* The operands of a function of Go's or Hugo's, the piped one last. */
struct shortcode_operands {
    str items[SHORTCODE_OPERANDS_MAX];
    size_t count;
};

/* Its value for them. */
typedef str shortcode_call(const struct shortcode_operands *, struct arena *);

static inline str shortcode_operand(const struct shortcode_operands *o, size_t i)
{
    return i < o->count ? o->items[i] : STR("");
}

static inline str shortcode_last(const struct shortcode_operands *o)
{
    return o->count ? o->items[o->count - 1] : STR("");
}

#endif
