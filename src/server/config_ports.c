#include "server/config_ports.h"

long config_port(const struct config *config, enum net_protocol protocol)
{
    const long ports[NET_PROTOCOLS] = {config->gemini.port, config->gopher.port, config->spartan.port,
                                       config->finger.port, config->nex.port};
    return ports[protocol];
}

long config_public_port(const struct config *config, enum net_protocol protocol)
{
    const long ports[NET_PROTOCOLS] = {config->gemini.public_port, config->gopher.public_port,
                                       config->spartan.public_port, config->finger.public_port,
                                       config->nex.public_port};
    return ports[protocol];
}
