#ifndef SITE_SOURCE_FOLDER_H
#define SITE_SOURCE_FOLDER_H

#include "site/settings.h"

/* The folder of a capsule that its files are read from, where the author names one. */

/* TEXT as a path below the capsule, without dots and slashes at its ends; "" is the capsule itself. False: it lies
 * outside. */
bool source_folder_path(str text, const struct folder_names *, struct arena *, str *out);

/* Makes TEXT the folder of SETTINGS, unless it is the capsule itself. DESTINATION is where the web site is written,
 * which it must not be; it may be empty. False: *WHY says what is wrong. */
bool source_folder_open(int root, const struct site_options *, str text, str destination, struct arena *,
                        struct settings *, const char **why);

#endif
