#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"

#include <stdio.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diag_entry {
    str file; /* as the author knows it; empty when it is not about a file */
    int line; /* from 1; 0 when it is about the whole file */
    enum severity severity;
    str text;         /* what is wrong; what to write instead. No newline */
    const char *kind; /* the format of TEXT: what all complaints of its kind have in common; static */
    bool past;        /* it says what an earlier version did: news only to who had it */
};

/* A list of problems with a capsule or a configuration. At most DIAG_MAX entries are kept, the rest only counted. */
struct diag {
    struct arena *arena;
    struct diag_entry *entries;
    size_t count, capacity;
    size_t errors, warnings; /* all, kept or not */
    size_t unread;           /* those of them that are about a file or folder which could not be read */
};

enum { DIAG_MAX = 100000 };

void diag_init(struct diag *);
void diag_finish(struct diag *);

/* The error that FILE could not be read, and why. */
void diag_add_unread(struct diag *, str file, const char *why);
/* FILE and the text are copied, FORMAT has static storage. DIAG may be NULL: then nothing is recorded. */
void diag_add(struct diag *, enum severity, str file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Says of the newest entry that it is about what an earlier version did. DIAG may be NULL. */
void diag_mark_past(struct diag *);
/* Adds what OTHER says, as of FILE. */
void diag_copy(struct diag *, const struct diag_entry *other, str file);
/* Appends the entries of FROM. */
void diag_append(struct diag *, const struct diag *from);
/* A hash of the errors from entry FIRST on; 0: there are none. */
uint64_t diag_hash_errors(const struct diag *, size_t first);
/* Prints "splashdown: file:line: text" for each entry of at least SEVERITY; control bytes are made harmless. */
void diag_print(const struct diag *, enum severity, FILE *);
void diag_log(struct diag *); /* prints errors and warnings to stderr, and finishes it */

#endif
