#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* What the kernel keeps a worker from, whatever a hostile client makes of it. */
struct sandbox {
    bool no_new_privileges;
    int landlock; /* version of the interface; 0: the kernel has none */
    bool seccomp;
};

/* What this kernel offers. */
struct sandbox sandbox_offered(void);

/*
 * From here on this process, and every thread that it will make, can read files below the folder handles and open
 * nothing else (Landlock), gains no privileges, and is refused with EPERM what a worker never needs (seccomp): running
 * programs, tracing, mounting, new namespaces, sockets other than Unix ones. Comes before the first thread. What the
 * kernel does not have is left out; the result tells.
 */
struct sandbox sandbox_enter(const int *folders, size_t count);

#endif
