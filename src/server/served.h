#ifndef SERVER_SERVED_H
#define SERVER_SERVED_H

#include <stdbool.h>
#include <stddef.h>

/* Which hosts each worker of a generation has a site for. Shared with the workers, each of which marks its own; the
 * parent believes no more of it than whether a reload would take a site away. */
struct served;

struct served *served_create(size_t workers, size_t hosts); /* NULL: no memory */
void served_destroy(struct served *);                       /* NULL is fine */
void served_mark(struct served *, size_t worker, size_t host);
void served_forget(struct served *, size_t worker); /* it has died */
bool served_by_any(const struct served *, size_t host);

#endif
