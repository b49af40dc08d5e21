#ifndef ANSWER_VALIDATOR_H
#define ANSWER_VALIDATOR_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * Why a page that was made from one snapshot may be sent from a later one: everything that it shows besides its own
 * file, written down with hashes of what was found. The ground of both snapshots must be the same.
 */

/* One reference. NULL: VIEW is no page, or depends on all of the site. */
struct blob *validator_make(const struct view *, const struct uses *);
/* Whether VIEW, found in the present site of the capsule, would be made the same again. */
bool validator_holds(const struct blob *, const struct view *, const struct capsule *);

#endif
