#ifndef SERVER_SYSCALL_LIST_H
#define SERVER_SYSCALL_LIST_H

#include "server/syscall_rule.h"

/* The system calls that each kind of process may make once it has started. */

enum process_kind { PROCESS_WORKER, PROCESS_KEEPER, PROCESS_MAKER, PROCESS_PARENT };

enum { SYSCALL_PARTS = 8 };

/* Rules in the order in which they are tried, and the verdict on a call that none of them decides. */
struct syscall_list {
    struct syscall_rules parts[SYSCALL_PARTS];
    size_t count;
    enum syscall_verdict otherwise;
};

/* True when the lists say what is allowed: elsewhere they name what is refused, and everything else passes. */
bool syscall_list_names_allowed(void);

/* The list of a kind. CHECKED: includes the calls that a leak checker needs, which traces its own process. */
void syscall_list_of(enum process_kind, bool checked, struct syscall_list *);

#endif
