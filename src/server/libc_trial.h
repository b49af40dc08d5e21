#ifndef SERVER_LIBC_TRIAL_H
#define SERVER_LIBC_TRIAL_H

#include <stddef.h>

/*
 * Does once what a worker asks of libc, within the sandbox, and says in the log what is refused there: a libc that is
 * newer than the lists of system calls (server/syscall_list.c) costs a line then, and not a riddle. FOLDER: a handle of
 * one that may be read; -1: none. Returns how many were refused.
 */
size_t libc_trial(int folder);

#endif
