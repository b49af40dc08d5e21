#ifndef CLI_EXPORT_FOLDER_H
#define CLI_EXPORT_FOLDER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/strmap.h"

/*
 * The folder that an export is written to. A list in it (EXPORT_LIST) records which files are ours, so that the next
 * export replaces those, removes the ones that are no longer exported, and touches nothing else. Names are paths below
 * the folder; nothing is ever written through a link or outside. All functions report their errors on standard error.
 */
#define EXPORT_LIST ".splashdown-export"

struct export_folder {
    str path; /* as the user named it, for messages */
    int root; /* folder handle; -1: none */
    str kind; /* "gemini" or "gopher" */
    struct arena *arena, *scratch;
    struct strmap ours; /* 1: on the list of the last export; 2: of this one */
    str *old;
    size_t old_count, old_capacity, removed;
    int writing; /* the file that is being written; -1: none */
};

/*
 * Opens the folder PATH, made when missing. Refused: a folder in the capsule whose handle is CAPSULE, and one that is
 * not empty and holds no export of KIND. export_folder_close must be called in any case.
 */
enum err export_folder_open(struct export_folder *, str path, str kind, int capsule, struct arena *);

/* States which files there will be. Files of an earlier export that are not among them are removed. */
enum err export_folder_plan(struct export_folder *, const str *names, size_t count);

/*
 * A file is written in pieces, and takes its place once it is complete. ERR_IO: nothing more can be written here.
 * Another error concerns this file alone.
 */
enum err export_folder_begin(struct export_folder *);
enum err export_folder_put(struct export_folder *, str piece);
enum err export_folder_end(struct export_folder *, str name);

void export_folder_close(struct export_folder *);

#endif
