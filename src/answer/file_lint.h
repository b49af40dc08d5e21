#ifndef ANSWER_FILE_LINT_H
#define ANSWER_FILE_LINT_H

#include "answer/answer.h"

/* Reports files that are served as they are, and that readers can hardly use: pictures that are too large, texts that
 * are not UTF-8. */
void file_lint(const struct site *, const struct capsule_options *, struct diag *);

#endif
