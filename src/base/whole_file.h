#ifndef BASE_WHOLE_FILE_H
#define BASE_WHOLE_FILE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Reads from FD to its end, into ARENA. *OUT is everything read, in one piece and nowhere else in ARENA, so that a key
 * can be wiped. ERR_IO with errno, or ERR_LIMIT when there are more than MAX bytes; *OUT is then only for wiping.
 */
enum err whole_file_read(int fd, size_t max, struct arena *, str *out);

#endif
