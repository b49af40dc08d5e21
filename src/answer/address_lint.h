#ifndef ANSWER_ADDRESS_LINT_H
#define ANSWER_ADDRESS_LINT_H

#include "answer/answer.h"

/*
 * Reports conflicts of addresses: an author's page or file in the place of a list that we make, a file that no reader
 * can request because a page is there; also addresses that are too long to be requested, and gophermaps whose items
 * lead nowhere.
 */
void address_lint(const struct site *, const struct capsule_options *, struct diag *);

#endif
