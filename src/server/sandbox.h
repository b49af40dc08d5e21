#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

#include "base/sanitized.h"
#include "server/syscall_filter.h"

#include <limits.h>

/* The kernel's restrictions on a process, which hold whatever a hostile client makes of it. */
struct sandbox {
    bool no_new_privileges;
    int landlock; /* version of the interface; 0: none */
    enum syscall_filter filter;
};

/* The locks that this kernel offers. */
struct sandbox sandbox_offered(void);

/* True when every lock is available, as `sandbox: require` demands. */
bool sandbox_is_whole(const struct sandbox *);
const char *sandbox_lack(const struct sandbox *); /* the missing parts, in words; NULL: nothing is missing */

enum { LANDLOCK_NONE = 0, LANDLOCK_WITH_TRUNCATE = 3, LANDLOCK_NEWEST = INT_MAX };

struct sandbox_wanted {
    enum process_kind kind;
    const int *folders; /* handles of folders that may be read; below 0: none */
    size_t count;
    int landlock;  /* the highest version of the interface that is used */
    bool checked;  /* leaves the rights that a leak checker needs: SANITIZED, except in tests */
    bool any_call; /* no filter of system calls: for tests of Landlock alone */
};

/*
 * From now on this process, and every thread and child that it makes, gains no privileges, makes only the system calls
 * of its kind (server/syscall_list.h) and, with Landlock, reads files below the folders and opens nothing else. To be
 * called before the first thread. Parts that the kernel does not have are left out; the result shows that.
 */
struct sandbox sandbox_enter(const struct sandbox_wanted *);

#endif
