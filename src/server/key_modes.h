#ifndef SERVER_KEY_MODES_H
#define SERVER_KEY_MODES_H

#include "base/diag.h"
#include "server/config.h"

/*
 * Who else may read the hosts' keys, or put others in their place. Keys in the certificate folder are ours: where
 * others have rights to them they lose those, and it is told. What is not ours to change has the severity OPEN: a key
 * of the configuration that others may read, and a folder that others may write without being held to their own files.
 * Only warned of is what may be meant so, or cannot be helped: rights of a group, another owner, a file system without
 * modes, folders further above.
 */
struct key_modes {
    const struct config *config;
    bool change; /* else it is only told what a start would change */
    enum severity open;
    struct arena *arena;
    struct diag *diag;
};

void key_modes_look(const struct key_modes *);

#endif
