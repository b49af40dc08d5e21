#ifndef SERVER_LOCATION_H
#define SERVER_LOCATION_H

#include "base/beneath_way.h"

/* Where a path leads, all links followed, whether anything is there yet or not. */
struct location {
    int folder;     /* handle of the innermost folder on the way that is there; location_finish closes it */
    str name;       /* of what is, or will be, in it; empty: it is that folder itself */
    size_t missing; /* how many names of the way are not there yet */
    struct stat st; /* of the end, when nothing is missing */
};

/* False: nobody can tell, errno says why; there is nothing to finish. Memory of the arena. */
bool location_find(str path, struct arena *, struct location *out);
void location_finish(struct location *);

/* Whether the place is FOLDER, or in it, at any depth. */
bool location_is_in(const struct location *, struct file_id folder);

#endif
