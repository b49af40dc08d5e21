#ifndef SERVER_PRIVILEGES_SYSTEM_H
#define SERVER_PRIVILEGES_SYSTEM_H

#include <stdbool.h>
#include <sys/types.h>

/* Parts of server/privileges.h. False: it failed, errno may have the reason. */

bool privileges_system_drop_capabilities(void);
/* Becomes USER and GROUP for good, with no other groups, and verifies that. */
bool privileges_system_become(uid_t user, gid_t group);
bool privileges_system_hide_memory(bool checked);
bool privileges_system_end_with(pid_t parent);

#endif
