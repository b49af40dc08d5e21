#ifndef HUGO_MOUNT_H
#define HUGO_MOUNT_H

#include "hugo/rules.h"

/* Sets the mounts of H, whose languages are known: module.mounts, else the folders of the languages and staticDir. */
void mounts_read(struct hugo *, struct arena *, struct diag *);

/* The innermost mount that has the file PATH; *INNER is its path behind the mount's target, "post/a.md". NULL: none. */
const struct mount *mount_of(const struct hugo *, str path, struct arena *, str *inner);
/* The places of the file PATH of content/, "post/a.md", in the capsule: first where LANGUAGE has it, then where the
 * main one has. */
struct str_list mount_places(const struct hugo *, size_t language, str path, struct arena *);
/* True when ignoreFiles names PATH, a file or folder of content. */
bool mount_ignores(const struct hugo *, str path, struct arena *);
/* True when a mount has something below FOLDER, or FOLDER is below a mount. */
bool mount_has_folder(const struct hugo *, str folder);

#endif
