#ifndef SERVER_PRIVILEGES_H
#define SERVER_PRIVILEGES_H

#include "base/diag.h"
#include "base/err.h"

#include <sys/types.h>

/* Whom workers become before they read a byte. */
struct identity {
    bool change; /* false: started by an ordinary user, who they stay */
    uid_t user;
    gid_t group;
};

/* The account NAME; with FALLBACK, "nobody" when there is no such account. An error in DIAG says what to do. */
enum err identity_find(str name, bool fallback, struct diag *, struct identity *);

/* Gives up user, groups and capabilities for good, and proves it. False: the process must not go on; errno may say why.
 */
bool privileges_drop(const struct identity *);

/* For a process that reads keys: no other one of its user may read its memory, and it leaves no core file. */
bool privileges_hide_memory(void);

/* Ends this process when its parent PARENT ends. Comes after privileges_drop, which forgets it. False: it has ended
 * already. */
bool privileges_end_with(pid_t parent);

/* As many open files as the system lets this process have. */
void privileges_raise_files(void);

#endif
