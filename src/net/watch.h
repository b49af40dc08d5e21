#ifndef NET_WATCH_H
#define NET_WATCH_H

#include "net/loop.h"

/*
 * A follower of edits in all capsules. An event of the kernel only means that something has changed: after a quiet
 * moment, the whole capsule is examined in the thread pool, and the next snapshot replaces the present one. So a slow
 * periodic examination finds the same, and also changes without events, and posts whose date has come.
 */
struct watch;

struct watch *watch_start(struct net *);
void watch_stop(struct watch *);    /* NULL is fine; the result of work in the thread pool is discarded */
void watch_destroy(struct watch *); /* after the loop has ended; NULL is fine */

#endif
