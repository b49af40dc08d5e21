#ifndef SERVER_NETWORK_H
#define SERVER_NETWORK_H

#include "base/str.h"

#include <sys/socket.h>

/* An IP address to listen on. */
struct network_address {
    struct sockaddr_storage storage;
    socklen_t size; /* bytes of STORAGE in use */
};

/* "127.0.0.1", "::1", "[::1]", "fe80::1%eth0". */
bool network_address_parse(str text, int port, struct network_address *);
bool network_is_address(str text);
/* True for an address of one link without the name of its interface: "fe80::1". Nobody can listen on it. */
bool network_lacks_interface(str text);
/* True for an address that only this machine reaches: "127.0.0.1", "::1". */
bool network_is_loopback(str text);
/* An address or CIDR: "10.0.0.0/8", "::1". */
bool network_is_range(str text);

#endif
