#ifndef SERVER_LOG_FILE_H
#define SERVER_LOG_FILE_H

#include "server/privileges.h"

/*
 * The access log at PATH, opened for appending and made where it is missing, by whoever owns the place (place_owner):
 * root writes into no folder of another's. There it must be a regular file; elsewhere it may be a device or a FIFO that
 * somebody reads, too. -1: DIAG says why. The descriptor is the caller's.
 */
int log_file_open(str path, const struct identity *workers, struct diag *);

#endif
