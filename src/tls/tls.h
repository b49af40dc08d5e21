#ifndef TLS_TLS_H
#define TLS_TLS_H

#include "base/buf.h"
#include "tls/tls_context.h"

/* One connection as an engine: ciphertext in, plaintext out, and back. It knows no socket. After each call send what
 * tls_take gives, even on error (an alert). */
struct tls;

enum tls_state { TLS_HANDSHAKE, TLS_OPEN, TLS_PEER_CLOSED, TLS_FAILED };

struct tls *tls_create(struct tls_context *);
void tls_destroy(struct tls *);

/* Takes ciphertext; plaintext that it yields is appended to PLAIN. What is beyond PLAIN's maximum is dropped: no
 * request is that long. */
enum tls_state tls_feed(struct tls *, str ciphertext, struct buf *plain);
/* Encrypts. With LAST, the session ticket goes before it and close_notify after it, all in one flight. */
enum err tls_write(struct tls *, str plain, bool first, bool last);
/* Ciphertext to send: appended to OUT and forgotten here. */
void tls_take(struct tls *, struct buf *out);

str tls_sni(const struct tls *); /* empty: none */
bool tls_resumed(const struct tls *);
/* SHA-256 of the client's certificate as 64 hex digits; empty: none. */
str tls_peer_fingerprint(const struct tls *);
bool tls_peer_expired(const struct tls *);
const char *tls_version(const struct tls *); /* "TLSv1.3" */

#endif
