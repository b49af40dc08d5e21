#ifndef SERVER_OWN_FILES_H
#define SERVER_OWN_FILES_H

#include "base/diag.h"
#include "server/config.h"
#include "site/withheld.h"

/*
 * The server's own files: the folder of certificates, keys, the configuration, logs, the status socket, the notes of
 * keys that were made. No capsule shows them.
 */

/*
 * Reports which of them lie, or would be made, inside a capsule: keys and the certificate folder are errors, the others
 * are hidden and get a warning. CAPSULES has the folder of each host; an inode of 0: it cannot be opened.
 */
void own_files_lint(const struct config *, const struct file_id *capsules, struct diag *);

/* The same for the folders to which the capsules' paths lead now. */
void own_files_lint_paths(const struct config *, struct diag *);

/*
 * The files that the capsules hide; memory of the arena. ACCESS_LOG and ERRORS are descriptors open for writing, -1 for
 * none: their files are hidden wherever they lie; for the access log also the one that replaces it
 * (withheld_change_log).
 */
const struct withheld *own_files_find(const struct config *, int access_log, int errors, struct arena *);

#endif
