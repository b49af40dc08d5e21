#ifndef NET_WATCH_H
#define NET_WATCH_H

#include "net/loop.h"

/*
 * Follows edits of all capsules. An event of the kernel means only that something has changed: once it is quiet, the
 * whole capsule is looked through in the thread pool, and the next snapshot takes the place of the present one. So a
 * slow periodic look finds the same, and whatever gives no event, and posts whose date has come.
 */
struct watch;

struct watch *watch_start(struct net *);
void watch_stop(struct watch *);    /* NULL is fine; what is at work in the thread pool ends for nobody */
void watch_destroy(struct watch *); /* after the loop has ended; NULL is fine */

#endif
