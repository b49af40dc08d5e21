#ifndef TLS_PRIVATE_FILE_H
#define TLS_PRIVATE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/*
 * Makes the folder PATH with mode 0700, and those above it that are missing. Everything that root makes is given to the
 * owner of the folder that it lies in, here and below: the user who serves there must be able to read it.
 */
enum err private_folder(str path, struct diag *);

/*
 * Puts TEXT into the file PATH in one step: written beside it, synced, then linked (REPLACE false: an existing file
 * stays, and the result is ERR_ACCESS with errno EEXIST) or renamed over it. On ERR_IO errno has the reason.
 */
enum err private_write(str path, str text, unsigned mode, bool replace, struct diag *);

/* Reads the whole file, up to MAX bytes. ERR_NOT_FOUND, ERR_IO (errno), ERR_LIMIT. */
enum err private_read(str path, size_t max, struct arena *, str *out);

/*
 * Advice about PATH, which this user could not open for REASON (errno): when it, or a folder above, belongs to somebody
 * else, it names the owner and the command that mends it.
 */
str private_mend(str path, int reason, struct arena *);

/* TEXT quoted as one word of a shell command. */
str private_shell_word(str text, struct arena *);

#endif
