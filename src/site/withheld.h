#ifndef SITE_WITHHELD_H
#define SITE_WITHHELD_H

#include "base/beneath_way.h"

#include <stdatomic.h>

/*
 * What is never shown although it lies in a capsule: the server's own files, as who serves names them. They are known
 * by what they are, not by where their path led once; so a folder that is moved or linked into the capsule stays
 * hidden. NULL is nothing, everywhere.
 */

/* The entry NAME of a folder; with an empty NAME the folder itself and all that is in it. */
struct withheld_place {
    struct file_id folder;
    str name;
    bool rotated; /* NAME is a log's: those that it is renamed to, too */
};

/* A file wherever it lies, as long as it is the version that was seen: numbers of files are given anew. */
struct withheld_file {
    struct file_id id;
    int64_t size, mtime_ns; /* with WITHHELD_ANY_SIZE any version: who holds it open keeps its number */
};

enum { WITHHELD_ANY_SIZE = -1 };

/* A log that is written to, whatever its name and version, and the one before it. Opened anew while others look: a
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

/* From here on the log is what FD leads to, if that is a file. */
void withheld_change_log(const struct withheld *, int fd);

bool withheld_folder(const struct withheld *, struct file_id folder);
/* The entry NAME, which is ST and no link, of FOLDER. */
bool withheld_entry(const struct withheld *, struct file_id folder, str name, const struct stat *st);
/* What a way ends at, or any folder on it. */
bool withheld_way(const struct withheld *, const struct beneath_way *);
/* An open file: ST is what fstat says of it, PATH what it was opened by below ROOT. True also where nobody can tell. */
bool withheld_open(const struct withheld *, int root, str path, const struct stat *st);

/* As beneath_read; what is withheld is ERR_NOT_FOUND. */
enum err withheld_read(const struct withheld *, int root, str path, size_t max, struct arena *, str *out);

#endif
