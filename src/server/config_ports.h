#ifndef SERVER_CONFIG_PORTS_H
#define SERVER_CONFIG_PORTS_H

#include "net/options.h"
#include "server/config.h"

/* The port of a protocol: PORT_OFF if it is not served. */
long config_port(const struct config *, enum net_protocol);
/* That which readers use, perhaps that of a machine before this one; once the configuration is settled. */
long config_public_port(const struct config *, enum net_protocol);

#endif
