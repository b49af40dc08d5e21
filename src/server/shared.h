#ifndef SERVER_SHARED_H
#define SERVER_SHARED_H

#include "net/worker.h"

/* Memory that the parent and all workers share, one slot for each worker alive, those of a draining generation
 * included. */
enum { SHARED_SLOTS = 4 * 128 };

struct shared;

struct shared *shared_create(void); /* NULL: no memory */
void shared_destroy(struct shared *);
struct net_shared *shared_net(struct shared *);

/* A slot that no worker has; false: all are taken. */
bool shared_take(struct shared *, size_t *slot);
/* After its worker has died: what it held of the limits is free again. */
void shared_give_back(struct shared *, size_t slot);

#endif
