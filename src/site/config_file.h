#ifndef SITE_CONFIG_FILE_H
#define SITE_CONFIG_FILE_H

#include "base/diag.h"
#include "site/site.h"

/* Reads the configuration file NAME below ROOT, up to 1 MB. A file that cannot be read is an error, since it may say
 * what must not be shown. ERR_NOT_FOUND: there is none; ERR_SYNTAX: DIAG says what is wrong with it. */
enum err config_file_read(int root, const struct site_options *, str name, struct arena *, struct diag *, str *text);

#endif
