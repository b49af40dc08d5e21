#ifndef NET_CONN_PROTOCOLS_H
#define NET_CONN_PROTOCOLS_H

#include "net/conn.h"

extern const struct conn_protocol conn_gemini, conn_gopher, conn_spartan, conn_finger, conn_nex;

#endif
