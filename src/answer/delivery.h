#ifndef ANSWER_DELIVERY_H
#define ANSWER_DELIVERY_H

#include "answer/capsule.h"
#include "answer/view.h"

/*
 * Puts the content of VIEW into the response's body: from the cache, at once, by a job, or as an open file. Status and
 * meta are the caller's. ERR_NOT_FOUND: it has gone since the snapshot. ERR_LIMIT, ERR_IO: it cannot be made. A job
 * that ends with such an error calls FAIL.
 */
enum err delivery_begin(struct capsule *, const struct view *, response_fail *, struct arena *, struct response *);

#endif
