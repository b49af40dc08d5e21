#ifndef SERVER_SYSCALL_TABLE_H
#define SERVER_SYSCALL_TABLE_H

#include "server/syscall_rule.h"

#include <sys/syscall.h>

/* Macros with which tables of rules are written; for syscall_list*.c only. */

#define WHOLE UINT32_MAX
#define ALLOW(name)                                                                                                    \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_ALLOWED                                                                 \
    }
#define FATAL(name)                                                                                                    \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_FATAL                                                                   \
    }
/* Allowed when an int argument is VALUE, or has none of BITS set. */
#define ALLOW_VALUE(name, index, value_wanted)                                                                         \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_ALLOWED, .test_count = 1, .tests = {                                    \
            {.argument = (index), .mask = WHOLE, .value = (uint32_t)(value_wanted)}                                    \
        }                                                                                                              \
    }
#define ALLOW_WITHOUT(name, index, bits)                                                                               \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_ALLOWED, .test_count = 1, .tests = {                                    \
            {.argument = (index), .mask = (uint32_t)(bits)}                                                            \
        }                                                                                                              \
    }
#define ALLOW_VALUES(name, index, value_wanted, index2, value2)                                                        \
    {                                                                                                                  \
        .call = SYS_##name, .verdict = SYSCALL_ALLOWED, .test_count = 2, .tests = {                                    \
            {.argument = (index), .mask = WHOLE, .value = (uint32_t)(value_wanted)},                                   \
            {.argument = (index2), .mask = WHOLE, .value = (uint32_t)(value2)}                                         \
        }                                                                                                              \
    }
#define RULES(table) ((struct syscall_rules){(table), sizeof(table) / sizeof *(table)})

/* Calls of the parent and of the processes that read and write keys (syscall_list_parent.c). */
struct syscall_rules syscall_rules_of_maker(void);
struct syscall_rules syscall_rules_of_parent(void);

#endif
