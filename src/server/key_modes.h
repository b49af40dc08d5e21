#ifndef SERVER_KEY_MODES_H
#define SERVER_KEY_MODES_H

#include "base/diag.h"
#include "server/config.h"

/*
 * The check of who else may read the hosts' keys, or put others in their place. Keys in the certificate folder are
 * ours: rights of others to them are taken away, and that is reported. Things that are not ours to change are reported
 * with the severity OPEN: a key named by the configuration that others may read, and a folder in which others may write
 * without being confined to their own files. Only a warning is given for what may be intended, or cannot be helped:
 * rights of a group, another owner, a file system without modes, folders further above.
 */
struct key_modes {
    const struct config *config;
    bool change; /* else it only reports what a start would change */
    enum severity open;
    struct arena *arena;
    struct diag *diag;
};

void key_modes_look(const struct key_modes *);

#endif
