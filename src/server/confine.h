#ifndef SERVER_CONFINE_H
#define SERVER_CONFINE_H

#include "server/generation.h"

/*
 * Confines a worker before it reads a byte of content or of a client: it gives up descriptors that are not its own,
 * user, groups and capabilities, then all files outside the capsules and all system calls that it never needs. PARENT:
 * the process whose end ends this one. LISTENERS and CHANNEL (its end) are those of this worker, INDEX is its number in
 * the generation; the first worker reports the sandbox. False: it must not serve; the log says why, or the parent has
 * ended.
 */
bool confine(const struct generation *, const struct net_listener *listeners, size_t count, size_t index, int channel,
             pid_t parent);

#endif
