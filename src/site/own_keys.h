#ifndef SITE_OWN_KEYS_H
#define SITE_OWN_KEYS_H

#include "base/diag.h"
#include "data/data.h"
#include "site/site.h"

/* Where our own keys stand when no generator's configuration is YAML that could hold them. */
#define OWN_FILE STR("_splashdown.yml")

/*
 * Obeys OWN, the keys below splashdown: or all of OWN_FILE; NULL: there are none. INCLUDES: the folder below ROOT of
 * the files that header and footer may name; empty: they are lines.
 */
void own_keys_read(const struct data *own, int root, const struct site_options *, str includes, struct arena *,
                   struct site_config *);

/* Warns of keys in OWN that are misspelt, unknown, or have a value of another form. */
void own_keys_lint(const struct data *own, str file, struct diag *);

/* Reads and obeys OWN_FILE below ROOT; *TEXT is what was read. ERR_SYNTAX: DIAG says what is wrong with it. */
enum err own_file_obey(int root, const struct site_options *, struct arena *, struct diag *, struct site_config *,
                       str *text);

#endif
