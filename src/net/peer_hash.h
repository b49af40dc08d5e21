#ifndef NET_PEER_HASH_H
#define NET_PEER_HASH_H

#include "net/address.h"

#include <stdint.h>

/* The keyed hash by which peers find their cells: who does not know KEY cannot choose whom to share one with. */
uint64_t peer_hash(const uint64_t key[2], uint64_t peer);

#endif
