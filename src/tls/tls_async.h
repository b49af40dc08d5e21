#ifndef TLS_ASYNC_H
#define TLS_ASYNC_H

#include "tls/signing.h"

#include <openssl/types.h>

/* Handshakes that are suspended while they wait for a signature: OpenSSL's asynchronous jobs, each a stack of its own.
 */

/* Prepares this thread for at most MOST handshakes that wait at once; any further one fails. */
bool tls_async_prepare(size_t most);
void tls_async_release(void); /* undoes it */

/* From here on SSL's handshake may be suspended. */
void tls_async_begin(SSL *);
/* Nothing is signed any more: the rest needs no stack of its own. */
void tls_async_end(SSL *);
/* Suspends the present handshake until SSL_do_handshake is called again. False: it cannot be suspended. */
bool tls_async_pause(void);

/*
 * AddressSanitizer needs to know which stack is in use: to be called within a handshake that may have one of its own,
 * and after control has come back from there. They do nothing in other builds.
 */
void tls_async_note_stack(void);
void tls_async_note_return(void);

/* Called within a handshake: lets its connection (struct tls_handshake) get SIGNING signed; false: that failed. */
bool tls_async_sign(struct tls_signing *signing);

#endif
