#ifndef PROTOCOL_PROXY_H
#define PROTOCOL_PROXY_H

#include "protocol/gemini.h" /* enum parse */

/* What a balancer says of the client before the client's first byte: the PROXY protocol, versions 1 and 2, as the
 * specification of HAProxy has it (proxy-protocol.txt). */

enum { PROXY_HEADER_MAX = 2048 /* bytes, with all that version 2 may append */ };

struct proxy_header {
    bool has_source; /* false: the connection speaks for itself */
    bool is_own;     /* LOCAL, which is UNKNOWN in version 1: the balancer asks for itself, as in its health checks */
    bool is_v6;
    unsigned char source[16]; /* network order; IPv4 has 4 bytes */
    int port;                 /* of the source */
};

/* One header at the start of IN. *USED counts the bytes taken, those of values that nobody here reads included. BAD: no
 * header, or one that is malformed or too long. */
enum parse proxy_parse(str in, struct proxy_header *, size_t *used);

#endif
