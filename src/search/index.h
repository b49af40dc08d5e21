#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include "base/strmap.h"
#include "site/site.h"

#include <sqlite3.h>

/* A version of a page that is, or was, in the index. */
struct index_row {
    int64_t mtime_ns, size;
    uint64_t file; /* a hash of the path by which it was opened */
    bool replaced;
    bool waits; /* it is costly, and not in the table yet */
    str source;
};

/* A full-text table of pages, in memory, and a second one of the stems of those in English. They are contentless and
 * nothing is deleted: another version of a page gets another row, and the old one is skipped. */
struct index {
    sqlite3 *db; /* NULL: it is not open */
    sqlite3_stmt *insert, *insert_stems;
    struct arena *arena;     /* holds the rows */
    struct strmap newest_of; /* from a source to its newest row + 1 */
    struct index_row *rows;  /* by rowid - 1 */
    size_t count, capacity, replaced;
    int64_t deadline; /* clock_monotonic: a statement that still runs then is interrupted; 0: none is */
};

/* Has SQLite count the memory that it takes; to be called before it is used first. */
void index_count_memory(void);
/* The bytes that it has taken for all tables of this process; safe between threads. */
uint64_t index_memory(void);
/* Opens an empty table; false: there is no memory for it. */
bool index_open(struct index *);
void index_close(struct index *); /* works also on one that is not open */

/* The newest row of the page with this source; NULL: there is none. */
struct index_row *index_find(struct index *, str source);
/* Adds PAGE in its present version, opened by the path of which FILE is a hash. BODY NULL: its text waits. OLD: the
 * row that this replaces, or NULL. */
void index_add(struct index *, const struct page *, uint64_t file, const str *body, struct index_row *old,
               struct arena *scratch);
void index_bind(sqlite3_stmt *, int column, str text);

#endif
