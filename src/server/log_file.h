#ifndef SERVER_LOG_FILE_H
#define SERVER_LOG_FILE_H

#include "server/privileges.h"

/*
 * The access log at PATH, opened for appending and made if missing, with the rights of the owner of the place
 * (place_owner): root does not write into another user's folder. There it must be a regular file; elsewhere it may also
 * be a device or a FIFO that has a reader. -1: DIAG has the reason. The descriptor is the caller's.
 */
int log_file_open(str path, const struct identity *workers, struct diag *);

#endif
