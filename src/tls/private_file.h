#ifndef TLS_PRIVATE_FILE_H
#define TLS_PRIVATE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/* Makes the folder PATH with mode 0700, and those above it that are missing. */
enum err private_folder(str path, struct diag *);

/* Puts TEXT into the file PATH in one step: beside it, synced, then linked (REPLACE false: a file that is there stays,
 * and ERR_ACCESS with errno EEXIST says so) or renamed over it. */
enum err private_write(str path, str text, unsigned mode, bool replace, struct diag *);

/* The whole file, up to MAX bytes. ERR_NOT_FOUND, ERR_IO (errno), ERR_LIMIT. */
enum err private_read(str path, size_t max, struct arena *, str *out);

#endif
