#ifndef SERVER_CONFIG_LOAD_H
#define SERVER_CONFIG_LOAD_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"

#include <stdio.h>

/*
 * Reads and settles the whole configuration: all defaults filled in, host names as A-labels, paths ready to be opened
 * (a relative path in the file starts from the file's folder). It lives in the arena. On any error in DIAG the result
 * is not OK. The flags have passed config_check_flags.
 */
enum err config_load(const struct config_flags *, struct arena *, struct diag *, struct config *out);

/* The part of it that reads TEXT, the content of FILE: for tests and fuzzers. */
enum err config_parse(str text, str file, struct arena *, struct diag *, struct config *out);

/* Writes YAML that config_parse reads as the same configuration. */
void config_dump(const struct config *, FILE *);

#endif
