#ifndef TLS_TLS_H
#define TLS_TLS_H

#include "base/buf.h"
#include "tls/signing.h"
#include "tls/tls_context.h"
#include "tls/tls_failure.h"

/*
 * One connection as an engine: ciphertext in, plaintext out, and the other way round. It knows no socket. Bytes to send
 * are appended to OUT, even on error (an alert); more than OUT may hold is an error.
 */
struct tls;

enum tls_state {
    TLS_HANDSHAKE,
    TLS_SIGNING, /* the handshake waits for a signature: once that is there, or has failed, tls_feed goes on */
    TLS_OPEN,
    TLS_PEER_CLOSED,
    TLS_FAILED
};

/* The source of signatures for the hosts. */
struct tls_signer {
    /* Makes sure that SIGNING gets a state other than SIGNING_WAITS, at once or later. */
    void (*ask)(void *context, struct tls_signing *);
    /* The handshake ended before its signature came: the memory of SIGNING is freed. */
    void (*forget)(void *context, struct tls_signing *);
    void *context;
};

/* USER is for SIGNER, which outlives the connection. */
struct tls *tls_create(struct tls_context *, const struct tls_signer *, void *user);
void tls_destroy(struct tls *); /* NULL is fine */
/* The IP address that the client connected to, in canonical form: the host of a client that names none. */
void tls_set_address(struct tls *, str address);

/* Prepares this thread for at most MOST handshakes that wait for a signature at once; any further one fails. */
bool tls_prepare(size_t most);
/* Undoes tls_prepare. */
void tls_release(void);

/*
 * Takes ciphertext; the resulting plaintext is appended to PLAIN. Bytes beyond PLAIN's maximum are dropped: no request
 * is that long.
 */
enum tls_state tls_feed(struct tls *, str ciphertext, struct buf *plain, struct buf *out);
/* Encrypts PLAIN. With LAST, the session ticket goes before it and close_notify after it, all in one flight. */
enum err tls_write(struct tls *, str plain, bool first, bool last, struct buf *out);

enum tls_failure tls_failure(const struct tls *);
str tls_sni(const struct tls *); /* empty: none */
bool tls_resumed(const struct tls *);
/* SHA-256 of the client's certificate as 64 hex digits; empty: none. */
str tls_peer_fingerprint(const struct tls *);
bool tls_peer_expired(const struct tls *);   /* or not valid yet, or its dates cannot be read */
const char *tls_version(const struct tls *); /* "TLSv1.3" */

#endif
