#ifndef ANSWER_ACCESS_LINT_H
#define ANSWER_ACCESS_LINT_H

#include "answer/answer.h"
#include "content/document.h"

/*
 * Warns of each link of DOCUMENT, a page's, that everybody sees and that leads to what only some visitors may see:
 * there is nothing on networks that know no certificates. Silent while none of these is served.
 */
void access_lint(const struct document *, const struct capsule_options *, struct diag *);

#endif
