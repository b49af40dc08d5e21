#ifndef CONTENT_LOAD_H
#define CONTENT_LOAD_H

#include "site/site.h"

/* Reads the capsule below the folder handle ROOT. Pages whose file is unchanged since PREVIOUS (may be NULL) are
 * reused; where nothing at all has changed, *OUT is PREVIOUS itself. DIAG gets the problems of the files that were
 * read, not of those that were reused. A file with broken front matter is an error in DIAG and is left out, or keeps
 * its metadata from PREVIOUS. OK: *OUT is a new reference. ERR_*: the folder itself could not be read, or its
 * configuration is broken (DIAG says what). */
enum err site_load(int root, const struct site_options *, const struct site *previous, struct diag *,
                   const struct site **out);

/* Makes a site of one page from SOURCE (a whole file, front matter included), under the path NAME; the configuration
 * is that of the capsule at ROOT, or Jekyll's defaults when ROOT is -1. For `render -` and files that a capsule does
 * not publish. */
enum err site_of_text(int root, const struct site_options *, str name, str source, struct diag *,
                      const struct site **out);

#endif
