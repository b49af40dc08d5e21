#ifndef TLS_OPENSSL_ERROR_H
#define TLS_OPENSSL_ERROR_H

/*
 * OpenSSL's reason for its last failure; the queue is empty afterwards. A text that is valid until the next call, or
 * "unknown error".
 */
const char *openssl_reason(void);

#endif
