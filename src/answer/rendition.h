#ifndef ANSWER_RENDITION_H
#define ANSWER_RENDITION_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * The making of a view's content, on the loop or by a thread, and the caching of it. NAME identifies it within its
 * capsule.
 */

/* Finds content that was made before, if the present site would give the same: it becomes the response's body. */
bool rendition_find(struct capsule *, const struct view *, str name, struct response *);
/* True when it may take long: it did the last time, or that is unknown and it contains something that can. */
bool rendition_is_costly(const struct capsule *, const struct view *, str name);
/* Makes it at once, as the response's body; errors of delivery_begin. */
enum err rendition_make(struct capsule *, const struct view *, str name, struct response *);
/* Makes it by a job. */
void rendition_begin(struct capsule *, const struct view *, str name, response_fail *, struct response *);

#endif
