#ifndef PLAIN_PROGRAM_FILE_H
#define PLAIN_PROGRAM_FILE_H

#include "plain/own.h"

/* True when the entry PATH, whose last part is NAME, belongs to the program that makes the web site and not to its
 * texts: configuration, code, data, templates, and the site as it was made. Nobody reads it. */
bool is_program_file(const struct plain *, str path, str name, bool is_folder);

#endif
