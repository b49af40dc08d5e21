#ifndef SERVER_HOST_KEYS_H
#define SERVER_HOST_KEYS_H

#include "base/diag.h"
#include "server/config.h"
#include "server/key_notes.h"

/* Where the certificate and the key of a host are, made when they are ours to make. Knows neither processes nor TLS
 * contexts. */
struct host_keys {
    str certificate, key; /* paths, also of what is not there */
    bool usable;          /* both are there; else the host cannot be served by TLS, and why was said */
};

struct host_keys_search {
    const struct config *config;
    struct key_notes notes; /* of the configuration's folder; what is found is to be noted */
    struct arena *arena;
    bool make;           /* what is missing and may be made; else nothing is written */
    struct diag *broken; /* what is wrong with more than one host: nobody is served so */
    struct diag *gone;   /* what is missing of one host: others go on */
};

void host_keys_find(struct host_keys_search *, const struct config_host *, struct host_keys *out);

/* "splashdown cert ACTION -c FILE --host NAME --certs DIR", as a shell takes it. */
str host_keys_command(const struct config *, const struct config_host *, const char *action, struct arena *);

#endif
