#ifndef CLI_CAPSULE_PATH_H
#define CLI_CAPSULE_PATH_H

#include "base/arena.h"

/* The capsule that FILE lies in: the nearest folder at or above its own with a _config.yml, without links; empty: none.
 * *NAME is the path of FILE in it. */
str capsule_path(str file, struct arena *, str *name);

#endif
