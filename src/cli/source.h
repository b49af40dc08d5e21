#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/load.h"
#include "content/document.h"

/* One file that somebody names on the command line, read as a page of the capsule it lies in. */
struct source {
    struct loaded capsule;
    const struct site *alone; /* of this page only, when the capsule does not publish it; else NULL */
    const struct document *document;
};

/* FILE is a path, or "-" for standard input. What is wrong with the file, and why it cannot be read, is said on
 * standard error. source_finish in any case. */
enum err source_open(struct source *, str file, struct arena *);
void source_finish(struct source *);

#endif
