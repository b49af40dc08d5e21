#ifndef SERVER_HOST_ACCESS_H
#define SERVER_HOST_ACCESS_H

#include "answer/answer.h"
#include "server/config.h"

/* Fills in what the configuration restricts on HOST, and who its editors are. What is made lives in the arena. */
void host_access(const struct config_host *host, struct arena *, struct capsule_options *);

#endif
