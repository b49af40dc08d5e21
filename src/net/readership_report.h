#ifndef NET_READERSHIP_REPORT_H
#define NET_READERSHIP_REPORT_H

#include "net/table.h"

/* A page and how often it was read in the last day. */
struct read_page {
    str host, stem; /* of the capsule's site */
    uint64_t reads;
};

enum { READ_PAGES_MAX = 20 };
/* The most read pages of HOSTS over all workers, most first, into PAGES; their number. */
size_t readership_most_read(const struct net_shared *, const struct hosts *, int64_t now,
                            struct read_page pages[READ_PAGES_MAX]);

struct host_counts {
    uint64_t requests[NET_PROTOCOLS], bytes[NET_PROTOCOLS];
};
/* What was answered for HOST since the start, over all workers. */
struct host_counts readership_of_host(const struct net_shared *, str host);

#endif
