#ifndef BASE_SYSTEM_H
#define BASE_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/*
 * Calls for which POSIX 2008 has no one-step form; the twin in posix/ takes several. The descriptors that they make are
 * closed by exec.
 */
bool system_pipe(int ends[2]);
int system_accept(int fd, struct sockaddr *peer, socklen_t *n); /* and it does not block; -1: errno has the reason */
int system_duplicate(int fd, int into);                         /* INTO, or -1 */
/* A handle of FOLDER's entry NAME that may be passed through or looked at, but not read; -1. FLAGS are of open(2). */
int system_look(int folder, const char *name, int flags);
/* The name of this process that ps and top show, where it has one of its own. */
void system_name_process(const char *name);
/* Nanoseconds since 1970 when PATH was made, from FOLDER; where PATH is "", FOLDER itself. 0: nobody knows. */
int64_t system_born(int folder, const char *path);

#endif
