#ifndef NET_TABLE_AUDIT_H
#define NET_TABLE_AUDIT_H

#include "net/table.h"

/*
 * Whether what a worker says in its slot fits together: its connections are no more than it has in all, and its
 * requests of the last moments no more than a worker answers. One that lies within that can refuse a few peers, not
 * all.
 *
 * To look through a slot takes some microseconds, so it is done only when somebody would be refused because of it, and
 * once in a while.
 */
struct table_audit {
    struct {
        int64_t until; /* microseconds: as long as this holds */
        bool is_verbatim;
    } slots[TABLE_SLOTS];
};

/* AHEAD: how far beyond NOW, both microseconds, a bucket of each rate may be full again. */
bool table_audit_lies(struct table_audit *, const struct net_shared *, size_t slot, int64_t now,
                      const int64_t ahead[TABLE_RATES]);

#endif
