#ifndef SERVER_SERVED_H
#define SERVER_SERVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which hosts each worker of a generation has a site for, as workers have told the parent (server/channel.h). The
 * parent believes no more of it than whether a reload would take a site away, and whose errors have been told. A worker
 * knows what its parent knew when it began. */
struct served;

struct served *served_create(size_t workers, size_t hosts); /* NULL: no memory */
void served_destroy(struct served *);                       /* NULL is fine */
/* A worker has a site of HOST. False: it has said so before, or there is no such host. */
bool served_mark(struct served *, size_t worker, size_t host);
/* A worker refuses HOST, and has told the errors that HASH stands for. False as above, or it had a site. */
bool served_refuse(struct served *, size_t worker, size_t host, uint64_t hash);
void served_forget(struct served *, size_t worker); /* it has died */

bool served_by_any(const struct served *, size_t host);
bool served_are_told(const struct served *, size_t host, uint64_t hash); /* these errors */
/* True once after it was refused: there is a site now. */
bool served_again(struct served *, size_t host);

#endif
