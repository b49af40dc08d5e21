#ifndef ANSWER_VALIDATOR_H
#define ANSWER_VALIDATOR_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * The evidence that a page made from one snapshot may be sent from a later one: everything that it shows besides its
 * own file, recorded with hashes of what was found. The ground of both snapshots must be the same.
 */

/* Makes a validator with one reference. NULL: VIEW is not a page, or depends on all of the site. */
struct blob *validator_make(const struct view *, const struct uses *);
/* True when VIEW, found in the present site of the capsule, would be made the same again. */
bool validator_holds(const struct blob *, const struct view *, const struct capsule *);

#endif
