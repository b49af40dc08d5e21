#ifndef SERVER_KEEPER_H
#define SERVER_KEEPER_H

#include "base/diag.h"
#include "tls/key_message.h"

#include <stddef.h>

/*
 * The process that holds the hosts' private keys, one for each generation. It reads them at its start and nothing
 * afterwards; it signs for workers the messages that a TLS server signs, and nothing else.
 */

/* A host's key: the open file, which stays the parent's, and the certificate (DER) that it must belong to. */
struct keeper_key {
    int fd; /* -1: this host has none */
    str path, certificate;
};

struct keeper_options {
    const struct keeper_key *keys;
    size_t key_count;
    const int *sockets; /* our end of each worker's socket, which blocks */
    size_t worker_count;
    unsigned generation;
    size_t threads; /* that sign at once, if a key is slow */
};

/* Reads the keys; NULL: one cannot be used, as DIAG says. */
struct key_store *keeper_read_keys(const struct keeper_options *, struct diag *);

/* Answers the workers in turn until the process ends. It needs recv, send, poll and threads. */
void keeper_serve(const struct keeper_options *, const struct key_store *);

#endif
