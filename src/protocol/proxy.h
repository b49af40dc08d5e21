#ifndef PROTOCOL_PROXY_H
#define PROTOCOL_PROXY_H

#include "protocol/gemini.h" /* enum parse */

/*
 * A header with which a balancer describes the client before the client's first byte: the PROXY protocol, versions 1
 * and 2, as HAProxy's specification defines it (proxy-protocol.txt).
 */

enum { PROXY_HEADER_MAX = 2048 /* bytes, with all that version 2 may append */ };

struct proxy_header {
    bool has_source; /* false: the connection's own address counts */
    bool is_own;     /* LOCAL, which is UNKNOWN in version 1: the balancer connects on its own behalf, as for its health
                        checks */
    bool is_v6;
    unsigned char source[16]; /* network order; IPv4 has 4 bytes */
    unsigned char target[16]; /* the address that the client connected to, of the same family */
    int port;                 /* of the source */
};

/*
 * Parses one header at the start of IN. *USED counts the bytes taken, including those of values that are not used. BAD:
 * no header, or one that is malformed or too long.
 */
enum parse proxy_parse(str in, struct proxy_header *, size_t *used);

#endif
