#ifndef SERVER_SIGNALS_H
#define SERVER_SIGNALS_H

/* The signals that the parent waits for: SIGCHLD, SIGHUP, SIGUSR1, SIGTERM, SIGINT, SIGQUIT. */

/* Blocks them and returns a descriptor that is readable when one has arrived; -1: errno has the reason. */
int signals_open(void);
int signals_take(int fd); /* one that has arrived; 0: none. Does not wait */

#endif
