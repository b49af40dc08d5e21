#ifndef ANSWER_ADDRESS_LINT_H
#define ANSWER_ADDRESS_LINT_H

#include "answer/answer.h"

/* Addresses that two would have: an author's page or file in the place of a list that we make, a file that no reader
 * can ask for because a page is there; what is too long to be asked for; gophermaps that lead nowhere. */
void address_lint(const struct site *, const struct capsule_options *, struct diag *);

#endif
