#ifndef ANSWER_RENDITION_H
#define ANSWER_RENDITION_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * The making of what a view shows, in the loop or by a thread, and what is kept of it. NAME tells it from all else of
 * its capsule.
 */

/* What was made before, if the present site would give the same: the response's body. */
bool rendition_find(struct capsule *, const struct view *, str name, struct response *);
/* Whether it may take long: it did the last time, or nobody knows and it has what can. */
bool rendition_is_costly(const struct capsule *, const struct view *, str name);
/* At once, as the response's body; errors of delivery_begin. */
enum err rendition_make(struct capsule *, const struct view *, str name, struct response *);
/* By a job. */
void rendition_begin(struct capsule *, const struct view *, str name, response_fail *, struct response *);

#endif
