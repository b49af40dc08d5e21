#ifndef HUGO_SHORTCODE_FUNCTION_H
#define HUGO_SHORTCODE_FUNCTION_H

#include "hugo/shortcode_operands.h"

/* True when NAME is a function whose value can be told from its operands alone, as far as a reader sees; *VALUE then
 * is. */
bool shortcode_function(str name, const struct shortcode_operands *, struct arena *, str *value);

/* True when a condition holds that has this VALUE. */
bool shortcode_value_holds(str value);

#endif
