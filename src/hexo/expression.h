#ifndef HEXO_EXPRESSION_H
#define HEXO_EXPRESSION_H

#include "data/data.h"

/*
 * TEXT as Nunjucks has it between {{ and }}: numbers, texts in quotes, keys of FRONT (may be NULL), + - * / // % ** ~,
 * brackets, and filters, with JavaScript's conversions. A key that FRONT lacks is empty. False: it is anything else,
 * for which Hexo stops. Linear; nesting is bounded.
 */
bool expression_read(str text, const struct data *front, struct arena *, str *out);

/* The offset of the "}}" that ends the expression in LINE, which begins at AT: not one in quotes. STR_NONE: none does.
 */
size_t expression_end(str line, size_t at);

#endif
