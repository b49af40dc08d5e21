#ifndef SERVER_HOST_KEYS_H
#define SERVER_HOST_KEYS_H

#include "base/diag.h"
#include "server/config.h"
#include "server/key_notes.h"

/*
 * The places of a host's certificate and key, which are made if we may make them. Knows neither processes nor TLS
 * contexts.
 */
struct host_keys {
    str certificate, key; /* paths, also of missing files */
    bool usable;          /* both are there; else the host cannot be served by TLS, and the reason was reported */
};

struct host_keys_search {
    const struct config *config;
    struct key_notes notes; /* of the configuration's folder; keys that are found are to be noted */
    struct arena *arena;
    bool make;           /* missing files that may be made are made; else nothing is written */
    struct diag *broken; /* for errors of more than one host: nothing is served then */
    struct diag *gone;   /* for missing files of one host: others go on */
};

void host_keys_find(struct host_keys_search *, const struct config_host *, struct host_keys *out);

/* "splashdown cert ACTION -c FILE --host NAME --certs DIR", quoted for a shell. */
str host_keys_command(const struct config *, const struct config_host *, const char *action, struct arena *);

#endif
