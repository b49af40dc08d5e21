#ifndef NET_ADDRESS_H
#define NET_ADDRESS_H

#include "base/buf.h"

#include <sys/socket.h>

/* An IP address. An IPv4 address mapped into IPv6 (::ffff:192.0.2.1) is the IPv4 address. */
struct address {
    unsigned char bytes[16]; /* network order; IPv4 has 4, the rest are 0 */
    bool is_v6;
};

struct address_range {
    struct address first;
    int bits;
};

bool address_of(const struct sockaddr *, struct address *); /* false: it is not an IP address */
/* 4 bytes in network order, or 16. */
struct address address_of_bytes(const unsigned char *, bool is_v6);
bool address_parse(str text, struct address *);
/* "192.0.2.0/24", "2001:db8::/32"; without a length the address alone. */
bool address_range_parse(str text, struct address_range *);
bool address_range_has(const struct address_range *, const struct address *);

struct address_ranges {
    struct address_range *items;
    size_t count;
};

/* Takes those of the COUNT texts that are ranges; the log reports the others under the name KEY. */
void address_ranges_init(struct address_ranges *, const str *texts, size_t count, const char *key);
void address_ranges_finish(struct address_ranges *);
bool address_ranges_have(const struct address_ranges *, const struct address *);

/* The number of a peer: an IPv4 address, or a /64 of IPv6, which one person has. */
uint64_t address_peer(const struct address *);
/*
 * The networks that an address is in, the narrowest first, which is its peer: /32 and /24 of IPv4, /64, /56 and /48 of
 * IPv6, which one household or one customer has. Except for the narrowest, the caller must tell numbers of different
 * families and widths apart. Returns how many there are.
 */
enum { ADDRESS_NETWORKS = 3 };
size_t address_networks(const struct address *, uint64_t networks[ADDRESS_NETWORKS]);

/* 192.0.2.7 becomes 192.0.2.0, IPv6 keeps its first 48 bits: the result no longer identifies one person. */
struct address address_shortened(const struct address *);
enum err address_put(struct buf *, const struct address *);

#endif
