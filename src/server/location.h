#ifndef SERVER_LOCATION_H
#define SERVER_LOCATION_H

#include "base/beneath_way.h"

/* The place that a path leads to, all links followed, whether it exists yet or not. */
struct location {
    int folder;     /* handle of the innermost existing folder on the way; location_finish closes it */
    str name;       /* of the entry that is, or will be, in it; empty: the place is that folder itself */
    size_t missing; /* the number of names on the way that do not exist yet */
    struct stat st; /* of the end, when nothing is missing */
};

/* False: that cannot be found out, errno has the reason; there is nothing to finish. Memory of the arena. */
bool location_find(str path, struct arena *, struct location *out);
void location_finish(struct location *);

/* True when the place is FOLDER, or in it, at any depth. */
bool location_is_in(const struct location *, struct file_id folder);

#endif
