#ifndef PROTOCOL_LOG_PATH_H
#define PROTOCOL_LOG_PATH_H

#include "base/str.h"

/* The part of PATH that may be logged: up to parameters as Titan has them, "/x;mime=text/plain;size=3;token=secret",
 * plain or percent-encoded, however often. FOREIGN: whatever follows a semicolon is taken for some; else only what has
 * an equals sign, since ours may be in a name. Borrows from PATH. */
str log_path_of(str path, bool foreign);

#endif
