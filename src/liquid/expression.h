#ifndef LIQUID_EXPRESSION_H
#define LIQUID_EXPRESSION_H

#include "liquid/run.h"

/*
 * A parser of the markup inside tags. Each function takes what it understands off the front of REST, and leaves REST
 * unchanged when it understands nothing.
 */

str expression_word(str *rest);            /* a name: letters, digits, _ and -, not beginning with a digit; or "" */
bool expression_take(str *rest, char c);   /* white space and then C */
bool expression_take_word(str *rest, str); /* white space and then exactly this word */
/* A literal, a range or a path of names. False: there is none. */
bool expression_value(struct run *, str *rest, struct value *out);
/* Comparisons joined by and/or, evaluated from right to left as in Liquid. False: the syntax is wrong. */
bool expression_condition(struct run *, str *rest, bool *out);

#endif
