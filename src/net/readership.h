#ifndef NET_READERSHIP_H
#define NET_READERSHIP_H

#include "net/options.h"

/*
 * The counts by host, and of the most read pages of the last day, of one worker, in its slot of the table. A host and a
 * page are there by a keyed hash of their names: no text goes from one process to another, no query and no reader's
 * address is noted, and a worker that lies can only make a page look read that the capsule has.
 */
enum { READERSHIP_SETS = 512, READERSHIP_WAYS = 8, READERSHIP_HOURS = 24, READERSHIP_HOSTS = 512 };
enum { READERSHIP_PAGES = READERSHIP_SETS * READERSHIP_WAYS };

struct readership_page {
    _Atomic uint64_t who;  /* 0: none */
    _Atomic uint64_t hour; /* of its last reading, since 1970 */
    atomic_uint reads[READERSHIP_HOURS];
};

struct readership_host {
    _Atomic uint64_t who; /* 0: none */
    _Atomic uint64_t requests[NET_PROTOCOLS], bytes[NET_PROTOCOLS];
};

struct readership {
    struct readership_page pages[READERSHIP_SETS][READERSHIP_WAYS];
    struct readership_host hosts[READERSHIP_HOSTS];
};

/* The hash of HOST's page STEM; of the host itself when STEM is empty. Never 0. */
uint64_t readership_name(const uint64_t key[2], str host, str stem);
uint64_t readership_hour(int64_t now); /* of NOW, seconds since 1970 */

/* Counts a reading; a page that was read least gives its place to a new one. For the owner of the memory. */
void readership_count_page(struct readership *, uint64_t page, uint64_t hour);
/* Counts an answer; more than READERSHIP_HOSTS hosts are not counted. */
void readership_count_host(struct readership *, uint64_t host, enum net_protocol, uint64_t bytes);
/* Adds what FROM, a dead worker's, has counted to INTO. A number above MOST adds nothing. */
void readership_move(struct readership *into, const struct readership *from, uint64_t hour, uint64_t most);

/* The readings of one page in the last day, and the answers of one host, in one worker's memory. */
uint64_t readership_reads(const struct readership_page *, uint64_t hour);
const struct readership_host *readership_find_host(const struct readership *, uint64_t host); /* NULL: none */

#endif
