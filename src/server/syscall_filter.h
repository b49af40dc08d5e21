#ifndef SERVER_SYSCALL_FILTER_H
#define SERVER_SYSCALL_FILTER_H

#include <stdbool.h>

/* Whether kernel and processor have what the filter takes. */
bool syscall_filter_is_offered(void);

/*
 * Refuses with EPERM the system calls that a worker never needs. A list of what is denied, not of what is allowed: the
 * calls that libc makes for ordinary work change with every version of it. TRACING leaves ptrace(2) and its like.
 */
bool syscall_filter_install(bool tracing);

#endif
