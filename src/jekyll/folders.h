#ifndef JEKYLL_FOLDERS_H
#define JEKYLL_FOLDERS_H

#include "jekyll/own_settings.h"

/*
 * The folders that _config.yml names (Jekyll: _docs/configuration/options.md): source, destination, collections_dir,
 * includes_dir, data_dir, layouts_dir.
 */

/* Sets the folder that the site's files are read from, and opens it, and sets the names of the others. ERR_SYNTAX:
 * source: names a folder that must not be shown, or none; DIAG says which. */
enum err folders_read(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

/* PATH without collections_dir, which is no part of a name in Jekyll's eyes. */
str folders_within_collections(const struct settings *, str path);
/* True for the folder PATH that Jekyll writes the web site to. */
bool folders_is_destination(const struct settings *, str path);
/* True for the folder _posts or _drafts at PATH where Jekyll looks for one. */
bool folders_has_posts(const struct settings *, str path);
/* True for a PATH in a folder of includes, layouts or data that has an ordinary name: it is shown, and pages are made
 * with it. */
bool folders_is_shared(const struct settings *, str path);

#endif
