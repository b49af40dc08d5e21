#include "net/rate.h"

enum {
    MICROSECONDS = 1000000,
    HANDSHAKES_OF_REQUEST =
        4, /* one may be for a redirect, for an address that has gone, for a client that tries the connection first */
    HANDSHAKES_AT_ONCE = 20
};

struct rate rate_of(const struct net_limits *bounds, enum table_rate name)
{
    int64_t request = bounds->requests_per_second > 0 ? MICROSECONDS / bounds->requests_per_second : 0;
    int64_t handshake = request / HANDSHAKES_OF_REQUEST;
    switch (name) {
    case TABLE_REQUESTS:
        return (struct rate){name, request, request * (bounds->burst > 0 ? bounds->burst : 1), 0};
    case TABLE_HANDSHAKES:
        return (struct rate){name, handshake, handshake * HANDSHAKES_AT_ONCE, RATE_QUEUE_US};
    case TABLE_RATES:
        break;
    }
    return (struct rate){.step = 0};
}
