#ifndef CLI_EXPORT_PATH_H
#define CLI_EXPORT_PATH_H

#include "base/arena.h"

/* The folders of an export; within it no link is ever followed. */

/* The folder PATH, made with those around it that are missing; -1 with errno, EXDEV: it lies in the folder CAPSULE. */
int export_path_make(str path, int capsule, struct arena *);
bool export_path_is_empty(int root);
/* The folder below ROOT that the file NAME ("posts/a.gmi") is in, made where it is missing and MAKE says so; -1 with
 * errno. *LAST is the file's own name, in SCRATCH. */
int export_path_open_parent(int root, str name, bool make, struct arena *scratch, const char **last);

#endif
