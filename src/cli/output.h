#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/err.h"
#include "base/str.h"

/* All of BYTES to the descriptor FD, or ERR_IO with errno. */
enum err output_write(int fd, str bytes);

/* All of these say on standard error what went wrong. */
enum err output_stdout(str bytes);
/* Flushes standard output, for commands that print with stdio: a full disk is an error, too. */
enum err output_flush(void);
/* Puts a whole file in the place of PATH: whoever reads it sees the old bytes or the new ones. What is no regular file
 * (a pipe, /dev/stdout) is written as it is. */
enum err output_replace(str path, str bytes);

#endif
