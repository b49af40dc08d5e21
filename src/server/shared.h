#ifndef SERVER_SHARED_H
#define SERVER_SHARED_H

#include "net/table.h"

/*
 * The memory in which workers count (net/table.h): a file in memory for each slot, and one for the ledger. Each is
 * sealed: its size is fixed, and nobody can map it for writing any more. The parent has mapped all of them before; a
 * worker inherits the mapping of its own slot and maps the others for reading. So a worker that is taken over can write
 * into its own slot and nowhere else.
 *
 * There is one slot for each worker alive, including those of a draining generation; slots are made as they are needed,
 * up to SHARED_SLOTS, and used again.
 */
enum { SHARED_SLOTS = TABLE_SLOTS };

struct shared;

struct shared *shared_create(void); /* NULL: errno has the reason */
void shared_destroy(struct shared *);
struct net_shared *shared_net(struct shared *);

/*
 * Makes slots until COUNT are free, before a generation starts: workers see those that were made before them.
 * ERR_LIMIT: there are no more. ERR_IO: errno has the reason.
 */
enum err shared_reserve(struct shared *, size_t count);
/* Takes a free slot: *SLOT, if that is free. False: all are taken. */
bool shared_take(struct shared *, size_t *slot);
/* To be called when its worker has died: its share of the limits is free again. */
void shared_give_back(struct shared *, size_t slot);

/* To be called around the fork that makes the worker of SLOT: only that process inherits it. */
void shared_lend(struct shared *, size_t slot, bool lent);
/* To be called first in that process: maps the others' slots and the ledger for reading. False: errno has the
 * reason. */
bool shared_become_worker(struct shared *, size_t slot);

#endif
