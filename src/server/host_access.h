#ifndef SERVER_HOST_ACCESS_H
#define SERVER_HOST_ACCESS_H

#include "answer/answer.h"
#include "server/config.h"

/* Fills in the configuration's restrictions on HOST, and its editors. Everything lives in the arena. */
void host_access(const struct config_host *host, struct arena *, struct capsule_options *);

#endif
