#ifndef HEXO_EXPRESSION_FILTER_H
#define HEXO_EXPRESSION_FILTER_H

#include "data/data.h"

enum { EXPRESSION_ARGUMENTS = 3, EXPRESSION_BYTES = 1024 /* of a text that others are made of */ };

/* A value of JavaScript's, as far as a post's {{ }} has them. */
struct expression_value {
    enum { EXPRESSION_NOTHING, EXPRESSION_NUMBER, EXPRESSION_TEXT } kind;
    double number;
    str text;
    const struct data *list; /* that TEXT joins; else NULL */
};

struct expression_value expression_text(str);
struct expression_value expression_number(double);
str expression_as_text(struct expression_value, struct arena *); /* nothing is empty */
double expression_as_number(struct expression_value);            /* NaN: it is none */

/* Replaces *VALUE with what the filter NAME of Nunjucks makes of it. False: no such filter is known here, or a text is
 * longer than EXPRESSION_BYTES. */
bool expression_filter(str name, struct expression_value *value, const struct expression_value *with, size_t count,
                       struct arena *);

#endif
