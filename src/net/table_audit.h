#ifndef NET_TABLE_AUDIT_H
#define NET_TABLE_AUDIT_H

#include "net/table.h"

/*
 * An audit of a worker's slot for consistency: no cell may have more connections than the worker has in all, nor more
 * requests of the last moments than a worker can answer. A worker that lies within these bounds can make the others
 * refuse a few peers, not all.
 *
 * Examining a slot takes some microseconds, so it is done only when somebody would be refused because of it, and only
 * once in a while.
 */
struct table_audit {
    struct {
        int64_t until; /* microseconds: the end of the validity of this result */
        bool is_verbatim;
    } slots[TABLE_SLOTS];
};

/* AHEAD: how far after NOW, both in microseconds, a bucket of each rate may be full again. */
bool table_audit_lies(struct table_audit *, const struct net_shared *, size_t slot, int64_t now,
                      const int64_t ahead[TABLE_RATES]);

#endif
