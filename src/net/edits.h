#ifndef NET_EDITS_H
#define NET_EDITS_H

#include <stdbool.h>

/*
 * Waits for edits in one capsule by an event loop of its own, for a program that does nothing else meanwhile. As for
 * the server (net/watch.h), an event only means that something has changed; since some changes give no event, the
 * capsule is looked through now and then all the same.
 */
struct edits;

/* Follows the capsule below ROOT, a folder handle that is borrowed, from the first wait on. NULL: it cannot. */
struct edits *edits_create(int root);
/* Waits until it is time to read the capsule. False: the process has been told to end (SIGINT, SIGTERM). */
bool edits_wait(struct edits *);
void edits_destroy(struct edits *); /* NULL is fine */

#endif
