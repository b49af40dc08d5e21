#ifndef SERVER_SYSCALL_RULE_H
#define SERVER_SYSCALL_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One rule about a system call: which call, with which arguments, and the verdict. */

enum syscall_verdict {
    SYSCALL_ALLOWED,
    SYSCALL_UNKNOWN, /* ENOSYS, as from a kernel that does not have it: libraries know what to do then */
    SYSCALL_REFUSED, /* EPERM */
    SYSCALL_FATAL    /* ends the process */
};

/*
 * True when ARGUMENT (0 to 5) & MASK is VALUE, or with OWN the number of the process that installs the list; of its
 * lower half, or its upper one.
 */
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

#endif
