#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/err.h"
#include "base/str.h"

/* Writes all of BYTES to the descriptor FD, or returns ERR_IO with errno. */
enum err output_write(int fd, str bytes);

/* The functions from here on report their errors on standard error. */
enum err output_stdout(str bytes);
/* Flushes standard output, for commands that print with stdio: a full disk is an error, too. */
enum err output_flush(void);
/*
 * Puts a whole file in the place of PATH: a reader sees the old bytes or the new ones. Anything but a regular file (a
 * pipe, /dev/stdout) is written directly.
 */
enum err output_replace(str path, str bytes);

#endif
