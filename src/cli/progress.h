#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/* "500 of 3000 posts" on standard error, rewritten in place and wiped out at the end, where somebody watches and there
 * is something to wait for. */
void progress_show(size_t done, size_t all, const char *what);

#endif
