#ifndef SERVER_OWN_FILES_H
#define SERVER_OWN_FILES_H

#include "base/diag.h"
#include "server/config.h"
#include "site/withheld.h"

/*
 * The server's own files: the folder of certificates, keys, the configuration, logs, the status socket, the notes of
 * keys that were made. No capsule shows them.
 */

/* Tells which of them lie, or would be made, inside a capsule: keys and the certificate folder are errors, the others
 * are hidden and warned of. CAPSULES has the folder of each host; an inode of 0: it cannot be opened. */
void own_files_lint(const struct config *, const struct file_id *capsules, struct diag *);

/* The same with the folders that the capsules' paths lead to now. */
void own_files_lint_paths(const struct config *, struct diag *);

/* What the capsules hide; memory of the arena. ACCESS_LOG and ERRORS are written to, -1 for none: what they
 * lead to is hidden wherever it lies; of the former also what it is changed to (withheld_change_log). */
const struct withheld *own_files_find(const struct config *, int access_log, int errors, struct arena *);

#endif
