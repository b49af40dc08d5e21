#include "net/peer_hash.h"

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

/* SipHash-1-3 of eight bytes: keyed, and short enough for each accept. */
uint64_t peer_hash(const uint64_t key[2], uint64_t peer)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                     key[1] ^ 0x7465646279746573};
    const uint64_t words[] = {peer, UINT64_C(8) << 56};
    for (size_t round = 0; round < 5; round++) {
        if (round < 2)
            v[3] ^= words[round];
        if (round == 2)
            v[2] ^= 0xff;
        v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
        v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
        if (round < 2)
            v[0] ^= words[round];
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
