#ifndef TLS_CLIENT_HELLO_H
#define TLS_CLIENT_HELLO_H

#include "base/str.h"

#include <openssl/ssl.h>

/*
 * A callback for SSL_CTX_set_client_hello_cb, with the struct tls_context: chooses the host by the SNI before a session
 * can be resumed, and records the requested name in the connection (its application data, a struct tls_handshake).
 */
int client_hello(SSL *, int *alert, void *context);

/* The host_name in the body of a server_name extension (RFC 6066 section 3); empty when there is none. */
str client_hello_name(str extension);

/* True when the body of a supported_versions extension (RFC 8446 4.2.1) names TLS 1.3. */
bool client_hello_offers_1_3(str extension);

#endif
