#ifndef NET_TALLY_H
#define NET_TALLY_H

#include "net/options.h"

/*
 * What one worker has counted, in its slot of the table. Numbers only grow; those of a dead worker are kept in the
 * ledger, so that the sum over all loses nothing. Only the worker of the slot writes: adding takes no locked
 * instruction, reading is possible at any time.
 */
enum { TALLY_PROTOCOLS = 2, TALLY_STATUSES = 70, TALLY_BUCKETS = 15 };
enum { TALLY_STATUS_FINE = 0, TALLY_STATUS_REFUSED = 1 }; /* of Gopher, which has no others */
enum tally_handshake { HANDSHAKE_FULL, HANDSHAKE_RESUMED, HANDSHAKE_FAILED, HANDSHAKES };
/* Why a handshake failed; LEFT: the client went away in the middle. */
enum tally_failure {
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
/* What counts against an address (net/penalties.h). */
enum tally_offence { OFFENCE_HANDSHAKE, OFFENCE_LEFT, OFFENCE_LINE, OFFENCE_TIMEOUT, OFFENCES };
enum tally_cache { CACHED_HIT, CACHED_MISS, CACHED };
/* PAUSED: who has misbehaved. GAVE_WAY: was closed to make room for somebody new. */
enum tally_limit {
    LIMIT_CONNECTIONS,
    LIMIT_PER_ADDRESS,
    LIMIT_PER_NETWORK,
    LIMIT_RATE,
    LIMIT_HANDSHAKES,
    LIMIT_PAUSED,
    LIMIT_GAVE_WAY,
    LIMITS
};

/* Upper ends of the buckets of durations, microseconds; beyond the last is one more. */
extern const uint32_t tally_bounds[TALLY_BUCKETS];

/* The numbers themselves, all of one kind, so that they are summed in one walk. */
#define TALLY_NUMBERS(type)                                                                                            \
    type connections[TALLY_PROTOCOLS];                                                                                 \
    type requests[TALLY_PROTOCOLS][TALLY_STATUSES];                                                                    \
    type bytes[TALLY_PROTOCOLS];                                                                                       \
    type durations[TALLY_PROTOCOLS][TALLY_BUCKETS + 1]; /* one bucket each */                                          \
    type microseconds[TALLY_PROTOCOLS];                                                                                \
    type handshakes[HANDSHAKES];                                                                                       \
    type failures[FAILURES];                                                                                           \
    type offences[OFFENCES];                                                                                           \
    type cached[CACHED];                                                                                               \
    type jobs[JOB_KINDS];        /* queued */                                                                          \
    type jobs_waited[JOB_KINDS]; /* microseconds before they began */                                                  \
    type jobs_refused[JOB_KINDS];                                                                                      \
    type limits[LIMITS];

struct tally {
    TALLY_NUMBERS(_Atomic uint64_t)
};

struct tally_sum {
    TALLY_NUMBERS(uint64_t)
};

/* As logs and reports name them. */
extern const char *const tally_failures[FAILURES];
extern const char *const tally_offences[OFFENCES];

void tally_add(_Atomic uint64_t *, uint64_t);
/* One answer: STATUS of Gemini or TALLY_STATUS_*. */
void tally_request(struct tally *, enum net_protocol, int status, uint64_t bytes, uint64_t microseconds);
/* A number beyond MOST is none that a worker can have counted, and adds nothing. Sums stop at the largest number. */
void tally_sum_add(struct tally_sum *, const struct tally *, uint64_t most);
void tally_move(struct tally *to, const struct tally *from, uint64_t most);

#endif
