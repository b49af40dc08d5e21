#ifndef SITE_WITHHELD_H
#define SITE_WITHHELD_H

#include "base/beneath_way.h"

#include <stdatomic.h>

/*
 * Files that are never shown although they lie in a capsule: the server's own, as the server names them. They are
 * recognised by what they are, not by where their path once led; so a folder that is moved or linked into the capsule
 * stays hidden. NULL means none, everywhere.
 */

/* The entry NAME of a folder; with an empty NAME the folder itself and everything in it. */
struct withheld_place {
    struct file_id folder;
    str name;
    bool rotated; /* NAME is a log's: the names that it is renamed to count, too */
};

/* A file, wherever it lies, as long as it is the version that was seen: inode numbers are reused. */
struct withheld_file {
    struct file_id id;
    int64_t size, mtime_ns; /* with WITHHELD_ANY_SIZE any version: a file that is held open keeps its number */
};

enum { WITHHELD_ANY_SIZE = -1 };

/* A log that is being written, whatever its name and version, and the one before it. Reopened while others look: a
 * number may be a moment old. */
enum { WITHHELD_LOGS = 2 };
struct withheld_log {
    _Atomic uint64_t device, inode; /* 0: none */
};

struct withheld {
    const struct withheld_place *places;
    size_t place_count;
    const struct withheld_file *files;
    size_t file_count;
    struct withheld_log *logs; /* WITHHELD_LOGS of them, the present one first; NULL: none */
};

/* Makes the file that FD leads to, if it is one, the present log. */
void withheld_change_log(const struct withheld *, int fd);

bool withheld_folder(const struct withheld *, struct file_id folder);
/* True for the entry NAME, which has ST and is not a link, of FOLDER. */
bool withheld_entry(const struct withheld *, struct file_id folder, str name, const struct stat *st);
/* True for the end of a way, or for any folder on it. */
bool withheld_way(const struct withheld *, const struct beneath_way *);
/* True for an open file with ST from fstat, opened as PATH below ROOT; true also where that cannot be decided. */
bool withheld_open(const struct withheld *, int root, str path, const struct stat *st);

/* As beneath_read; a withheld file is ERR_NOT_FOUND. */
enum err withheld_read(const struct withheld *, int root, str path, size_t max, struct arena *, str *out);

#endif
