#ifndef LIQUID_EXPRESSION_H
#define LIQUID_EXPRESSION_H

#include "liquid/run.h"

/*
 * Markup inside of tags. Each function takes what it understands off the front of REST, and leaves REST where it was
 * when it understands nothing.
 */

str expression_word(str *rest);            /* a name: letters, digits, _ and -, not beginning with a digit; or "" */
bool expression_take(str *rest, char c);   /* white space and then C */
bool expression_take_word(str *rest, str); /* white space and then exactly this word */
/* A literal, a range or a path of names. False: none stands there. */
bool expression_value(struct run *, str *rest, struct value *out);
/* Comparisons joined by and/or, from the right to the left as Liquid does. False: the syntax is broken. */
bool expression_condition(struct run *, str *rest, bool *out);

#endif
