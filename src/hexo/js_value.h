#ifndef HEXO_JS_VALUE_H
#define HEXO_JS_VALUE_H

#include "data/data.h"

/* Values of front matter and configuration as JavaScript has them. */
str js_text(const struct data *, struct arena *); /* String(value): a list's items joined by commas; null is empty */
bool js_is_true(const struct data *);             /* JavaScript's truth: not null, false, 0 or an empty text */
struct str_list js_list(const struct data *, struct arena *); /* of texts: a list's, or of one; the empty ones out */

#endif
