#ifndef TLS_OPENSSL_ERROR_H
#define TLS_OPENSSL_ERROR_H

/* What OpenSSL says of its last failure; the queue is empty afterwards. A text that holds until the next call, or
 * "unknown error". */
const char *openssl_reason(void);

#endif
