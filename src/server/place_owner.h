#ifndef SERVER_PLACE_OWNER_H
#define SERVER_PLACE_OWNER_H

#include "server/privileges.h"

/*
 * The check of who can change where a path leads. A file that root makes, opens, or removes in another user's folder is
 * a file of that user's choice: a link planted there redirects the write to any place of the machine.
 *
 * All folders on the way are examined through handles, and so are those that symbolic links lead through. A folder with
 * the sticky bit protects other users' entries in it, as /tmp does.
 */

/*
 * OK: an action on PATH (which need not exist) must be done as OWNER (privileges_assume): the workers' user if it may
 * write in one of the folders, else the first owner of one who is not root, else root itself, which is no change. When
 * WORKERS changes nobody, neither does OWNER. ERR_IO: a folder cannot be examined; errno has the reason.
 */
enum err place_owner(str path, const struct identity *workers, struct identity *owner);

#endif
