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

/* The name of its account, or the user's number where there is none. */
str identity_name(const struct identity *, struct arena *);

/* Whom to become again. */
struct privileges {
    bool changed;
    uid_t user;
    gid_t group, *groups; /* GROUPS: malloc'd, COUNT of them */
    int count;
};

/* Until privileges_resume, files are found, made and removed with the rights of WHO, and of no group but theirs.
 * Nothing happens where WHO changes nobody. For a process of one thread. False: nothing has changed; errno says why. */
bool privileges_assume(const struct identity *who, struct privileges *before);
/* Keeps errno. Ends the process where it cannot be who it was. */
void privileges_resume(struct privileges *before);

/* From here on no core file is written of this process and its children, and nobody but root traces it or reads its
 * memory: there are keys in it. A change of user undoes that. CHECKED: LeakSanitizer may trace it. */
bool privileges_hide_memory(bool checked);

/* Hides its memory, gives up user, groups and capabilities for good, and proves it. False: the process must not go on;
 * errno may say why.
 */
bool privileges_drop(const struct identity *);

/* Ends this process when its parent PARENT ends. Comes after privileges_drop, which forgets it. False: it has ended
 * already. */
bool privileges_end_with(pid_t parent);

/* As many open files as the system lets this process have. */
void privileges_raise_files(void);

#endif
