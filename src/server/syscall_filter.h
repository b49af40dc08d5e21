#ifndef SERVER_SYSCALL_FILTER_H
#define SERVER_SYSCALL_FILTER_H

#include "server/syscall_list.h"

/* The filter that restricts a process to its system calls. */
enum syscall_filter {
    FILTER_NONE,
    FILTER_OF_REFUSALS, /* on processors whose calls have not been reviewed: some are refused, the others pass */
    FILTER_OF_ALLOWED   /* all but those on a list are refused */
};

/* The filter that kernel and processor allow. */
enum syscall_filter syscall_filter_offered(void);

/*
 * From now on this process, its threads and its children are restricted to the list. Needs no_new_privs. The kernel's
 * log names each call that is refused.
 */
enum syscall_filter syscall_filter_install(enum process_kind, bool checked);

#endif
