#ifndef SERVER_SYSCALL_LIST_H
#define SERVER_SYSCALL_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The system calls that each kind of process may make once it has started. */

enum process_kind { PROCESS_WORKER, PROCESS_KEEPER, PROCESS_MAKER, PROCESS_PARENT };

enum syscall_verdict {
    SYSCALL_ALLOWED,
    SYSCALL_UNKNOWN, /* ENOSYS, as from a kernel that does not have it: libraries know what to do then */
    SYSCALL_REFUSED, /* EPERM */
    SYSCALL_FATAL    /* ends the process */
};

/* True where ARGUMENT (0 to 5) & MASK is VALUE, or with OWN the number of the process that installs the list; of its
 * lower half, or its upper one. */
struct syscall_test {
    uint8_t argument;
    bool upper, own;
    uint32_t mask, value;
};

enum { SYSCALL_TESTS = 3 };

/* The first rule for a call whose tests are all true decides. */
struct syscall_rule {
    uint32_t call;
    uint8_t verdict, test_count;
    struct syscall_test tests[SYSCALL_TESTS];
};

struct syscall_rules {
    const struct syscall_rule *items;
    size_t count;
};

enum { SYSCALL_PARTS = 8 };

/* Rules in the order in which they are asked, and what becomes of a call that none of them decides. */
struct syscall_list {
    struct syscall_rules parts[SYSCALL_PARTS];
    size_t count;
    enum syscall_verdict otherwise;
};

/* Whether the lists say what is allowed: elsewhere they name what is refused, and all else passes. */
bool syscall_list_names_allowed(void);

/* The list of a kind. CHECKED: with what a leak checker needs, which traces its own process. */
void syscall_list_of(enum process_kind, bool checked, struct syscall_list *);

#endif
