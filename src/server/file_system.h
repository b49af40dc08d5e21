#ifndef SERVER_FILE_SYSTEM_H
#define SERVER_FILE_SYSTEM_H

#include <stdbool.h>

/* True when the open file is a process's view of itself or of another (proc(5)). */
bool file_system_is_of_processes(int fd);
/* True when chmod has no effect on PATH, so that its mode means nothing. */
bool file_system_lacks_modes(const char *path);

#endif
