#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/*
 * Shows "500 of 3000 posts" on standard error, rewritten in place and erased at the end, when it is a terminal and the
 * work takes long enough.
 */
void progress_show(size_t done, size_t all, const char *what);

#endif
