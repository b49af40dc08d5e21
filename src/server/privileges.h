#ifndef SERVER_PRIVILEGES_H
#define SERVER_PRIVILEGES_H

#include "base/diag.h"
#include "base/err.h"

#include <sys/types.h>

/* The user that workers become before they read a byte. */
struct identity {
    bool change; /* false: started by an ordinary user, whom they stay */
    uid_t user;
    gid_t group;
};

/* The account NAME; with FALLBACK, "nobody" when there is no such account. An error in DIAG says what to do. */
enum err identity_find(str name, bool fallback, struct diag *, struct identity *);

/* The name of its account, or the user's number when there is none. */
str identity_name(const struct identity *, struct arena *);

/* The user to become again. */
struct privileges {
    bool changed;
    uid_t user;
    gid_t group, *groups; /* GROUPS: malloc'd, COUNT of them */
    int count;
};

/*
 * Until privileges_resume, files are found, made and removed with the rights of WHO, and of no group but WHO's. Nothing
 * happens when WHO changes nobody. For a process of one thread. False: nothing has changed; errno has the reason.
 */
bool privileges_assume(const struct identity *who, struct privileges *before);
/* Keeps errno. Ends the process if it cannot become its former user. */
void privileges_resume(struct privileges *before);

/*
 * From now on no core file is written of this process and its children, and nobody but root can trace it or read its
 * memory: there are keys in it. A change of user undoes that. CHECKED: LeakSanitizer may trace it.
 */
bool privileges_hide_memory(bool checked);

/*
 * Hides its memory, gives up user, groups and capabilities for good, and verifies that. False: the process must not go
 * on; errno may have the reason.
 */
bool privileges_drop(const struct identity *);

/*
 * Ends this process when its parent PARENT ends. To be called after privileges_drop, which undoes it. False: the parent
 * has ended already.
 */
bool privileges_end_with(pid_t parent);

/* Allows as many open files as the system lets this process have. */
void privileges_raise_files(void);

#endif
