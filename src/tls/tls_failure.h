#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

#include "tls/tls.h"

/* The failure of a connection that the last entry of OpenSSL's queue of errors tells of; 0: there is none. */
enum tls_failure tls_failure_of(unsigned long error);

#endif
