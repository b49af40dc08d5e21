#ifndef SERVER_GENERATION_H
#define SERVER_GENERATION_H

#include "base/diag.h"
#include "base/err.h"
#include "server/capsule_folders.h"
#include "server/keeper_socket.h"
#include "server/privileges.h"
#include "server/seen.h"
#include "server/served.h"
#include "server/sockets.h"
#include "server/status_socket.h"
#include "tls/certificate_chain.h"

/* A configuration that several generations may share. */
struct settings {
    struct arena *arena;
    struct config config;
    size_t references;
};

enum err settings_load(const struct config_flags *, struct diag *, struct settings **out); /* one reference */
struct settings *settings_ref(struct settings *);
void settings_unref(struct settings *); /* NULL is fine */

struct certificate_file {
    struct seen seen;   /* when it was read */
    struct seen looked; /* a moment ago: a file that is still changing is not read */
    struct seen tried;
};

/* A host's key as the parent has it: an open file and the certificates, but not a byte of the key. */
struct host_key {
    str path;
    int fd; /* -1: none */
    struct certificate_chain chain;
};

/*
 * Everything that one set of workers is made of. The parent builds the next beside the present one; both share the
 * sockets that they have in common.
 */
struct generation {
    struct arena *arena;
    unsigned number; /* from 1; one that could not start leaves its number to the next */
    struct settings *settings;
    const struct config *config; /* of SETTINGS */
    size_t worker_count;
    struct identity identity;
    str user;               /* the name of the workers' account */
    struct folder *folders; /* one for each host */
    size_t folder_count;
    bool *required;                  /* by host: without its site no worker of the trial may begin to serve */
    struct served *served;           /* the hosts for which the workers have a site */
    int zoneinfo;                    /* -1: none */
    const struct withheld *withheld; /* our own files, which no capsule shows */
    struct socket_set sockets;
    int ports[NET_PROTOCOLS]; /* bound; 0: off */
    int access_log;           /* -1: off */
    bool owns_access_log;
    struct certificate_file *certificates; /* certificate and key of each host */
    size_t certificate_count;
    bool gone_told;        /* the missing keys were reported since the last lint */
    struct host_key *keys; /* one for each host */
    size_t key_count;
    struct keeper_socket *keeper_sockets; /* one for each worker; NULL: Gemini is off */
    struct tls_context *tls;              /* NULL: Gemini is off */
    int64_t *certificates_end;            /* of each host, seconds since 1970; 0: unknown; NULL: Gemini is off */
    struct status_socket *status;         /* NULL: none */
};

/*
 * PREVIOUS: its sockets are taken over; NULL: none. INHERITED: sockets of a service manager, used instead of binding
 * when there are any. On error DIAG has the reason, and everything is as before.
 */
enum err generation_create(struct settings *, const struct generation *previous, const struct socket_set *inherited,
                           struct diag *, struct generation **out);
void generation_destroy(struct generation *); /* everything but the sockets; NULL is fine */

/* Logs the addresses on which it serves, then the line "ready", then what to write where readers elsewhere could not
 * name it. */
void generation_say_ready(const struct generation *);

/*
 * Finds the certificates and keys, makes what may be made, and builds the TLS context. A host whose key is gone keeps
 * the one that PREVIOUS has in memory, or is not served, which is logged; when that is true of every host, it is an
 * error.
 */
void generation_build_tls(struct generation *, const struct generation *previous, struct diag *);
void generation_close_keys(struct generation *);

/* The port of PROTOCOL that readers see; 0: it is not served. */
int generation_public_port(const struct generation *, enum net_protocol);

/*
 * Opens the access log anew, if it is a file of its own. ERR_NOT_FOUND: it is not. ERR_IO: DIAG has the reason, and the
 * one before stays.
 */
enum err generation_open_log(struct generation *, struct diag *);

/* True when a certificate or key was replaced, and did not change between two calls. True once for each state. */
bool generation_certificates_changed(struct generation *);
/* Logs which certificates expire soon, or lack a name. */
void generation_lint_certificates(struct generation *);

#endif
