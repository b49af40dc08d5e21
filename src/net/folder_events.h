#ifndef NET_FOLDER_EVENTS_H
#define NET_FOLDER_EVENTS_H

#include "net/folders.h"

#include <uv.h>

/*
 * The kernel's events about changes in the folders of a capsule. They are watched through the capsule's handle, which
 * also reaches a capsule below a private folder.
 */
struct folder_events;

struct folder_events *folder_events_create(uv_loop_t *, int root, void (*happened)(void *context), void *context);
void folder_events_destroy(struct folder_events *); /* HAPPENED is not called any more; NULL is fine */

/*
 * Watches the folders of LIST and no others. True when the capsule must be looked through once more: some were not
 * watched before, or have gone meanwhile.
 */
bool folder_events_update(struct folder_events *, const struct folder_list *);
/* False: some folder cannot be watched, so the capsule must be checked periodically. */
bool folder_events_complete(const struct folder_events *);

#endif
