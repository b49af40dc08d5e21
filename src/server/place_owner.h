#ifndef SERVER_PLACE_OWNER_H
#define SERVER_PLACE_OWNER_H

#include "server/privileges.h"

/*
 * Who may change where a path leads. A file that root makes, opens, or removes in a folder of somebody else's is a file
 * of that one's choice: a link planted there turns the write to any place of the machine.
 *
 * All folders on the way are looked at through handles, and so are those that symbolic links lead through. A folder
 * with the sticky bit keeps what others own in it, as /tmp does.
 */

/*
 * OK: whoever acts on PATH (which need not exist) is to act as OWNER (privileges_assume): the workers' user where it
 * may write in one of the folders, else the first owner of one who is not root, else root itself, which is no change.
 * Where WORKERS changes nobody, neither does OWNER. ERR_IO: a folder cannot be looked at; errno says why.
 */
enum err place_owner(str path, const struct identity *workers, struct identity *owner);

#endif
