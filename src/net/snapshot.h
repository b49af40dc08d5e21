#ifndef NET_SNAPSHOT_H
#define NET_SNAPSHOT_H

#include "site/site.h"

/*
 * A snapshot, which requests in flight keep from their beginning. Whichever capsule a request may read, it pins the
 * present snapshot; a site that is replaced meanwhile stays until all requests that were in flight then have ended.
 */
struct snapshot;

struct snapshot *snapshot_create(void); /* the present; one reference, the caller's */
struct snapshot *snapshot_ref(struct snapshot *);
void snapshot_unref(struct snapshot *); /* NULL is fine */

/*
 * SITE is about to be replaced: the snapshot that PRESENT points to keeps it, and *PRESENT becomes the next one. Takes
 * a reference of its own.
 */
void snapshot_advance(struct snapshot **present, const struct site *);

#endif
