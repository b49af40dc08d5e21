#ifndef NET_METRICS_H
#define NET_METRICS_H

#include "net/options.h"

/*
 * The counts of one worker, in its slot of the table. Numbers only grow; those of a dead worker are kept in the ledger,
 * so that the sum over all loses nothing. Only the worker of the slot writes: adding takes no locked instruction,
 * reading is possible at any time.
 */
enum { METRICS_STATUSES = 70, METRICS_BUCKETS = 15 };
enum { METRICS_STATUS_FINE = 0, METRICS_STATUS_REFUSED = 1 }; /* of protocols that have no others */
enum metrics_handshake { HANDSHAKE_FULL, HANDSHAKE_RESUMED, HANDSHAKE_FAILED, HANDSHAKES };
/* Reasons why a handshake failed; LEFT: the client went away in the middle. */
enum metrics_failure {
    FAILED_NOT_TLS,
    FAILED_UNSUPPORTED,
    FAILED_CERTIFICATE,
    FAILED_REFUSED,
    FAILED_UNSIGNED,
    FAILED_MALFORMED,
    FAILED_LEFT,
    FAILED_TIMEOUT,
    FAILURES
};
/* Offences that count against an address (net/penalties.h). */
enum metrics_offence { OFFENCE_HANDSHAKE, OFFENCE_LEFT, OFFENCE_LINE, OFFENCE_TIMEOUT, OFFENCES };
enum metrics_cache { CACHED_HIT, CACHED_MISS, CACHED };
/* PAUSED: it has misbehaved. GAVE_WAY: it was closed to make room for a new connection. */
enum metrics_limit {
    LIMIT_CONNECTIONS,
    LIMIT_PER_ADDRESS,
    LIMIT_PER_NETWORK,
    LIMIT_RATE,
    LIMIT_HANDSHAKES,
    LIMIT_PAUSED,
    LIMIT_GAVE_WAY,
    LIMITS
};

/* Upper ends of the buckets of durations, microseconds; there is one more beyond the last. */
extern const uint32_t metrics_bounds[METRICS_BUCKETS];

/* The numbers themselves, all of one type, so that they are summed in one pass. */
#define METRICS_NUMBERS(type)                                                                                          \
    type connections[NET_PROTOCOLS];                                                                                   \
    type requests[NET_PROTOCOLS][METRICS_STATUSES];                                                                    \
    type bytes[NET_PROTOCOLS];                                                                                         \
    type durations[NET_PROTOCOLS][METRICS_BUCKETS + 1]; /* one bucket each */                                          \
    type microseconds[NET_PROTOCOLS];                                                                                  \
    type handshakes[HANDSHAKES];                                                                                       \
    type failures[FAILURES];                                                                                           \
    type offences[OFFENCES];                                                                                           \
    type cached[CACHED];                                                                                               \
    type jobs[JOB_KINDS];        /* queued */                                                                          \
    type jobs_waited[JOB_KINDS]; /* microseconds before they began */                                                  \
    type jobs_refused[JOB_KINDS];                                                                                      \
    type limits[LIMITS];

struct metrics {
    METRICS_NUMBERS(_Atomic uint64_t)
};

struct metrics_sum {
    METRICS_NUMBERS(uint64_t)
};

/* The names in logs and reports. */
extern const char *const metrics_failures[FAILURES];
extern const char *const metrics_offences[OFFENCES];

void metrics_add(_Atomic uint64_t *, uint64_t);
bool metrics_has_statuses(enum net_protocol); /* false: only METRICS_STATUS_* */
/* Counts one answer: STATUS of Gemini or Spartan, or METRICS_STATUS_*. */
void metrics_request(struct metrics *, enum net_protocol, int status, uint64_t bytes, uint64_t microseconds);
/* A number above MOST is one that no worker can have counted, and adds nothing. Sums stop at the largest number. */
void metrics_sum_add(struct metrics_sum *, const struct metrics *, uint64_t most);
void metrics_move(struct metrics *to, const struct metrics *from, uint64_t most);

#endif
