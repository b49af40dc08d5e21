#ifndef SERVER_SOCKET_FILE_H
#define SERVER_SOCKET_FILE_H

#include "server/privileges.h"

#include <sys/stat.h>

/*
 * Gives the socket at PATH to the group of WHO, if it still is the one that OWNER made; *IS_OURS says so, and *ST is
 * its status. False: errno has the reason.
 */
bool socket_file_give(const char *path, const struct identity *owner, const struct identity *who, bool *is_ours,
                      struct stat *st);
/* True when the listening socket was shut down. */
bool socket_file_is_shut(int fd);

#endif
