#ifndef SITE_RECORD_READ_H
#define SITE_RECORD_READ_H

#include "site/entry.h"
#include "site/record.h"
#include "site/settings.h"

/* Reads the file ENTRY below ROOT. OLD is the last record of that path, or NULL: a file that has become broken keeps
 * its last good metadata. Problems go to DIAG. The page's site is not set. */
struct record *record_read(int root, const struct scan_entry *, const struct settings *, const struct record *old,
                           struct arena *, struct diag *);
/* Makes a page of TEXT, whatever its name and front matter say: for a file that is asked for by name. */
struct record *record_alone(int root, str text, const struct scan_entry *, const struct settings *, struct arena *,
                            struct diag *);

#endif
