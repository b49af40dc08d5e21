#ifndef CLI_CHECK_LINES_H
#define CLI_CHECK_LINES_H

#include "base/diag.h"

/* A complaint as a line of the report. */
struct placed {
    const struct diag_entry *entry;
    size_t times; /* it is said of the same target; 0 or 1: once */
    size_t more;  /* of its kind in its file, which no line shows */
};

/* Leaves of COUNT sorted complaints those that people shall read, and returns how many: the first of all that say the
 * same of the same target, and at most three of a kind for the lines of each file, errors aside. */
size_t check_lines_thin(struct placed *, size_t count, struct arena *);

/* A kind of complaint. */
struct check_kind {
    str words; /* what all of its kind say */
    size_t count;
};

/* The kinds with more than one complaint, the most frequent first; of all complaints, before check_lines_thin. */
const struct check_kind *check_lines_kinds(const struct placed *, size_t placed_count, struct arena *, size_t *count);

#endif
