#ifndef NET_PEER_HASH_H
#define NET_PEER_HASH_H

#include "net/address.h"

#include <stdint.h>

/* The keyed hash by which peers find their cells: without KEY, nobody can choose with whom to share one. */
uint64_t peer_hash(const uint64_t key[2], uint64_t peer);

#endif
