#ifndef TLS_ASYNC_H
#define TLS_ASYNC_H

#include "tls/signing.h"

#include <openssl/types.h>

/* Handshakes that are suspended while they wait for a signature: OpenSSL's asynchronous jobs, each a stack of its own.
 */

/* Readies this thread for at most MOST handshakes that wait at once; more fail. */
bool tls_async_prepare(size_t most);
void tls_async_release(void); /* gives back what that took */

/* From here on SSL's handshake may be suspended. */
void tls_async_begin(SSL *);
/* Nothing is signed any more: what comes needs no stack of its own. */
void tls_async_end(SSL *);
/* Suspends the present handshake until SSL_do_handshake is called again. False: it cannot be. */
bool tls_async_pause(void);

/* AddressSanitizer wants to know which stack is in use: called within a handshake that may have one of its own, and
 * after it has come back from there. They do nothing in other builds. */
void tls_async_note_stack(void);
void tls_async_note_return(void);

/* Within a handshake: has its connection (struct tls_handshake) get SIGNING signed; false: it will not be. */
bool tls_async_sign(struct tls_signing *signing);

#endif
