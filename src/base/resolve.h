#ifndef BASE_RESOLVE_H
#define BASE_RESOLVE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * The targets of links below a folder handle. The kernel follows no links for us (base/beneath.h): the result is a path
 * without links, so that a place can be judged by its own path before it is opened by that path.
 */

/* The absolute paths of a folder: as its user named it, and without links. An absolute link that begins with one of
 * them leads into the folder. Empty: unknown. */
struct folder_names {
    str given, real;
};

/* The names of the folder PATH, in ARENA. To be called before the process confines itself. */
struct folder_names folder_names_of(str path, struct arena *);

enum { RESOLVE_LINKS_MAX = 40 }; /* as in Linux */

/*
 * Sets *REAL to the path without links that PATH leads to, from FOLDER, which is such a path itself ("": ROOT). The
 * result existed at that moment; it is "" for ROOT itself. ERR_NOT_FOUND: it leads to nothing; ERR_ACCESS: out of ROOT;
 * ERR_LIMIT: round in a circle; ERR_IO (see errno): it cannot be examined.
 */
enum err resolve_path(int root, const struct folder_names *, str folder, str path, struct arena *, str *real);

#endif
