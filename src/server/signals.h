#ifndef SERVER_SIGNALS_H
#define SERVER_SIGNALS_H

/* The signals that the parent waits for: SIGCHLD, SIGHUP, SIGUSR1, SIGTERM, SIGINT, SIGQUIT. */

/* Blocks them and returns a descriptor that is readable while one has come; -1: errno says why. */
int signals_open(void);
int signals_take(int fd); /* one that has come; 0: none. Does not wait */

#endif
