#ifndef SERVER_REACH_H
#define SERVER_REACH_H

#include "base/arena.h"

/*
 * The folder that keeps this user from the folder PATH: the first on the way, links followed, that it may not enter, or
 * PATH itself when it may not list that. Empty: none does, or it is something else that is wrong. Memory of the arena.
 */
str reach_barrier(str path, struct arena *);

/* The user that this process acts as, by name. */
str reach_user(struct arena *);

/* "splashdown may not enter /home/ana; as root: setfacl -m u:splashdown:x /home/ana". USER: the name of who is kept
 * out. */
str reach_mend(str barrier, str path, str user, struct arena *);

/* Advice about the folder PATH that could not be opened for REASON (errno): the same for this user, or OTHERWISE. */
str reach_advice(str path, int reason, str otherwise, struct arena *);

#endif
