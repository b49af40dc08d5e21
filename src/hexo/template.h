#ifndef HEXO_TEMPLATE_H
#define HEXO_TEMPLATE_H

#include "base/mapped.h"
#include "hexo/template_scope.h"

/* IN with Hexo's tags, {{ values }} and Japanese readings {a|b} as the Markdown that says the same. Code, fenced or
 * within a line, is literal; what cannot be read is text. Linear. */
struct mapped template_expand(struct mapped in, const struct template_scope *);

#endif
