#ifndef TLS_TLS_H
#define TLS_TLS_H

#include "base/buf.h"
#include "tls/tls_context.h"

/* One connection as an engine: ciphertext in, plaintext out, and back. It knows no socket. What shall be sent is
 * appended to OUT, even on error (an alert); more than OUT may hold is an error. */
struct tls;

enum tls_state { TLS_HANDSHAKE, TLS_OPEN, TLS_PEER_CLOSED, TLS_FAILED };

struct tls *tls_create(struct tls_context *);
void tls_destroy(struct tls *);

/* Takes ciphertext; plaintext that it yields is appended to PLAIN. What is beyond PLAIN's maximum is dropped: no
 * request is that long. */
enum tls_state tls_feed(struct tls *, str ciphertext, struct buf *plain, struct buf *out);
/* Encrypts. With LAST, the session ticket goes before it and close_notify after it, all in one flight. */
enum err tls_write(struct tls *, str plain, bool first, bool last, struct buf *out);

str tls_sni(const struct tls *); /* empty: none */
bool tls_resumed(const struct tls *);
/* SHA-256 of the client's certificate as 64 hex digits; empty: none. */
str tls_peer_fingerprint(const struct tls *);
bool tls_peer_expired(const struct tls *);   /* or not valid yet, or its dates are none */
const char *tls_version(const struct tls *); /* "TLSv1.3" */

#endif
