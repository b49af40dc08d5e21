#ifndef TESTS_SERVER_CONFINED_H
#define TESTS_SERVER_CONFINED_H

#include "server/child.h"
#include "server/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>

/* System calls of a confined process, made directly and not through libc, and their results. */

/* Landlock as the newest kernels have it, as Debian 12's has it, as the first had it, and none. */
static const int confined_levels[] = {LANDLOCK_NEWEST, 2, 1, LANDLOCK_NONE};
enum { CONFINED_LEVELS = sizeof confined_levels / sizeof *confined_levels };

struct confined_call {
    const char *name;
    long call;
    long arguments[6];
};

struct confined_calls {
    enum process_kind kind;
    int landlock;
    const struct confined_call *items;
    size_t count;
    int reason;        /* errno that each must end with; 0: success */
    const int *folder; /* that may be read; NULL: none */
};

#define CALL(name, ...)                                                                                                \
    {                                                                                                                  \
#name, SYS_##name,                                                                                             \
        {                                                                                                              \
            __VA_ARGS__                                                                                                \
        }                                                                                                              \
    }
#define ADDRESS(of) ((long)(intptr_t)(of))

static inline bool confined_enter(enum process_kind kind, int landlock, const int *folder)
{
    const struct sandbox_wanted wanted = {
        .kind = kind, .folders = folder, .count = folder ? 1 : 0, .landlock = landlock, .checked = false};
    struct sandbox offered = sandbox_offered(), entered = sandbox_enter(&wanted);
    int version = offered.landlock < landlock ? offered.landlock : landlock;
    return entered.no_new_privileges && entered.filter == FILTER_OF_ALLOWED && entered.landlock == version;
}

static inline long confined_make(const struct confined_call *c)
{
    const long *a = c->arguments;
    errno = 0;
    return syscall(c->call, a[0], a[1], a[2], a[3], a[4], a[5]);
}

enum { CONFINED_NOT = 255 };

/* 0: each ended as it must; else the number of the first that did not, counted from 1. */
static inline int confined_try_all(void *context)
{
    const struct confined_calls *c = context;
    if (!confined_enter(c->kind, c->landlock, c->folder))
        return CONFINED_NOT;
    for (size_t i = 0; i < c->count; i++) {
        bool done = confined_make(&c->items[i]) != -1;
        if (done ? c->reason != 0 : errno != c->reason)
            return (int)i + 1;
    }
    return 0;
}

static inline void confined_end(enum process_kind kind, int landlock, const int *folder,
                                const struct confined_call *calls, size_t count, int reason)
{
    struct confined_calls all = {kind, landlock, calls, count, reason, folder};
    int result = in_child(confined_try_all, &all);
    if (result == CONFINED_NOT)
        fail_msg("the sandbox could not be entered with Landlock %d", landlock);
    if (result >= 1000)
        fail_msg("a call of %s and its like ended the process by signal %d", calls[0].name, result - 1000);
    if (result)
        fail_msg("%s (number %d) did not end with error %d, with Landlock %d at most", calls[result - 1].name, result,
                 reason, landlock);
}

/* None is known to any process of KIND, at any level. */
static inline void confined_unknown(enum process_kind kind, const struct confined_call *calls, size_t count)
{
    for (size_t i = 0; i < CONFINED_LEVELS; i++)
        confined_end(kind, confined_levels[i], NULL, calls, count, ENOSYS);
}

/* Each ends the process. */
static inline void confined_fatal(enum process_kind kind, const struct confined_call *calls, size_t count)
{
    for (size_t i = 0; i < CONFINED_LEVELS; i++)
        for (size_t j = 0; j < count; j++) {
            struct confined_calls one = {kind, confined_levels[i], &calls[j], 1, 0, NULL};
            int result = in_child(confined_try_all, &one);
            if (result != 1000 + SIGSYS)
                fail_msg("%s did not end the process, with Landlock %d at most: %d", calls[j].name, confined_levels[i],
                         result);
        }
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

#endif
