#ifndef SERVER_SERVED_H
#define SERVER_SERVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A table of the hosts for which each worker of a generation has a site, as the workers have reported it to the parent
 * (server/channel.h). The parent uses it only to find out whether a reload would take a site away, and which errors
 * have been reported. A worker knows what its parent knew when it began.
 */
struct served;

struct served *served_create(size_t workers, size_t hosts); /* NULL: no memory */
void served_destroy(struct served *);                       /* NULL is fine */
/* A worker has a site of HOST. False: it has reported that before, or there is no such host. */
bool served_mark(struct served *, size_t worker, size_t host);
/* A worker refuses HOST, and has reported the errors with the hash HASH. False as above, or when it had a site. */
bool served_refuse(struct served *, size_t worker, size_t host, uint64_t hash);
void served_forget(struct served *, size_t worker); /* it has died */

bool served_by_any(const struct served *, size_t host);
bool served_are_told(const struct served *, size_t host, uint64_t hash); /* these errors */
/* True once after HOST was refused: there is a site now. */
bool served_again(struct served *, size_t host);

#endif
