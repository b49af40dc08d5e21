#ifndef SERVER_USER_NAMESPACE_H
#define SERVER_USER_NAMESPACE_H

#include <stdbool.h>
#include <sys/types.h>

/* True when root in this user namespace can become USER and GROUP with no other groups: user_namespaces(7). Where the
 * kernel does not say, true. */
bool user_namespace_allows(uid_t user, gid_t group);

#endif
