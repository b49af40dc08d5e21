#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

/* The reasons why a connection is in TLS_FAILED. */
enum tls_failure {
    TLS_FINE,        /* it is not */
    TLS_NOT_TLS,     /* its first byte is not TLS */
    TLS_UNSUPPORTED, /* no version, cipher or group in common */
    TLS_CERTIFICATE, /* the client's certificate is of a kind that is not accepted, or not its own */
    TLS_REFUSED,     /* by the client, with an alert: perhaps it rejects our certificate */
    TLS_UNSIGNED,    /* by us: the host has no certificate, or no signature came */
    TLS_MALFORMED,   /* the client's bytes break the rules of TLS */
    TLS_FAILURES
};

/* The failure that ERROR, the last entry of OpenSSL's queue, means for a connection; 0: there is none. */
enum tls_failure tls_failure_of(unsigned long error);

#endif
