#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/load.h"
#include "content/document.h"

/* One file named on the command line, read as a page of the capsule that it lies in. */
struct source {
    struct loaded capsule;
    const struct site *alone; /* of this page only, when the capsule does not publish it; else NULL */
    const struct document *document;
};

/*
 * FILE is a path, or "-" for standard input. Problems with the file, and the reason when it cannot be read, are
 * reported on standard error. KIND is that of struct site_options. source_finish must be called in any case.
 */
enum err source_open(struct source *, str file, int kind, struct arena *);
void source_finish(struct source *);

#endif
