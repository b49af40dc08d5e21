#ifndef SITE_RECORD_READ_H
#define SITE_RECORD_READ_H

#include "site/entry.h"
#include "site/record.h"
#include "site/settings.h"

/* Reads the file ENTRY below ROOT. OLD is what was known of that path, or NULL: the last good metadata of a file that
 * has become broken. What is wrong goes to DIAG. The page's site is not set. */
struct record *record_read(int root, const struct scan_entry *, const struct settings *, const struct record *old,
                           struct arena *, struct diag *);
/* A page of TEXT, whatever its name and front matter say: for who asks for this file by name. */
struct record *record_alone(int root, str text, const struct scan_entry *, const struct settings *, struct arena *,
                            struct diag *);

#endif
