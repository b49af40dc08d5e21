#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

#include "base/sanitized.h"
#include "server/syscall_filter.h"

#include <limits.h>

/* What the kernel keeps a process from, whatever a hostile client makes of it. */
struct sandbox {
    bool no_new_privileges;
    int landlock; /* version of the interface; 0: none */
    enum syscall_filter filter;
};

/* What this kernel offers. */
struct sandbox sandbox_offered(void);

/* Whether every lock is there, as `sandbox: require` wants it. */
bool sandbox_is_whole(const struct sandbox *);
const char *sandbox_lack(const struct sandbox *); /* what is missing of it, in words; NULL: nothing */

enum { LANDLOCK_NONE = 0, LANDLOCK_WITH_TRUNCATE = 3, LANDLOCK_NEWEST = INT_MAX };

struct sandbox_wanted {
    enum process_kind kind;
    const int *folders; /* handles of what may be read; below 0: none */
    size_t count;
    int landlock;  /* the highest version of the interface that is used */
    bool checked;  /* leaves what a leak checker needs: SANITIZED, but in tests */
    bool any_call; /* no filter of system calls: for tests of what Landlock alone gives */
};

/*
 * From here on this process, and every thread and child that it will make, gains no privileges, makes the system calls
 * of its kind only (server/syscall_list.h) and, with Landlock, reads files below the folders and opens nothing else.
 * Comes before the first thread. What the kernel does not have is left out; the result tells.
 */
struct sandbox sandbox_enter(const struct sandbox_wanted *);

#endif
