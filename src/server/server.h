#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include "server/config.h"

/*
 * The parent's life: opens everything that is to be opened, starts workers, replaces those that die, builds the next
 * generation on SIGHUP, opens the access log anew on SIGUSR1, ends all on SIGTERM and SIGINT. It reads no content and
 * no client's byte. Returns the exit code of the process; errors are on standard error.
 */
int server_run(const struct config_flags *);

#endif
