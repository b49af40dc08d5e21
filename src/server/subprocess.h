#ifndef SERVER_SUBPROCESS_H
#define SERVER_SUBPROCESS_H

#include "base/buf.h"
#include "base/err.h"

enum { SUBPROCESS_BYTES_MAX = 16 << 20 };

/*
 * Runs WORK in a process of its own and waits for it. Only the bytes that WORK puts into OUT come back: its memory, and
 * with it every secret that it has read, ends with that process. ERR_IO: it could not be started, or it ended without a
 * result; the log has the reason. WORK may print. SANDBOX: confined to files and memory, without network and programs,
 * as far as the kernel offers that.
 */
enum err subprocess_run(void (*work)(void *context, struct buf *out), void *context, bool sandbox, struct buf *out);

/* Fields of a result, in the order in which they were put. A get is false when there is no such field. */
void subprocess_put_number(struct buf *, int64_t);
void subprocess_put_text(struct buf *, str);
bool subprocess_get_number(str *rest, int64_t *);
bool subprocess_get_text(str *rest, str *); /* borrows from REST */

#endif
