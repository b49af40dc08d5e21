#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

/* Why a connection is in TLS_FAILED. */
enum tls_failure {
    TLS_FINE,        /* it is not */
    TLS_NOT_TLS,     /* its first byte is no TLS */
    TLS_UNSUPPORTED, /* no version, cipher or group in common */
    TLS_CERTIFICATE, /* the client's certificate is of a kind that is not accepted, or not its own */
    TLS_REFUSED,     /* by the client, with an alert: it does not like our certificate, perhaps */
    TLS_UNSIGNED,    /* by us: the host has no certificate, or nobody signed for it */
    TLS_MALFORMED,   /* what came breaks the rules of TLS */
    TLS_FAILURES
};

/* The failure of a connection that the last entry of OpenSSL's queue of errors tells of; 0: there is none. */
enum tls_failure tls_failure_of(unsigned long error);

#endif
