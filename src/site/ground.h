#ifndef SITE_GROUND_H
#define SITE_GROUND_H

#include "site/site.h"

/*
 * Files that pages are made with: includes, data, documents of collections. Their author names each of them in a page
 * or in the configuration, so they may lie where nothing is served, and be links to such places; but a file in an
 * unlisted folder is only for pages of that folder.
 */

/* Sets *REAL to PATH without links, if READER (NULL: all pages) may show what is there. ERR_ACCESS: it leads out of
 * the capsule, or READER may not; other errors are those of resolve_path. */
enum err ground_find(int root, const struct site_options *, const struct page *reader, str path, struct arena *,
                     str *real);

/* True when the folder PATH is the folder REAL or lies in it: a link in it that leads to REAL would have no end. */
bool ground_is_around(str real, str path);

/* Reads the whole file, up to MAX bytes (ERR_LIMIT). */
enum err ground_read(int root, const struct site_options *, const struct page *reader, str path, size_t max,
                     struct arena *, str *text);

#endif
