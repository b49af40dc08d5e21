#ifndef SERVER_LIBC_TRIAL_H
#define SERVER_LIBC_TRIAL_H

#include <stddef.h>

/*
 * Does once, within the sandbox, what a worker requires of libc, and logs what is refused: a libc that is newer than
 * the lists of system calls (server/syscall_list.c) then costs a line in the log, and is no riddle. FOLDER: a handle of
 * one that may be read; -1: none. Returns the number of refusals.
 */
size_t libc_trial(int folder);

#endif
