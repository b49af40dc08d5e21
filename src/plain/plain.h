#ifndef PLAIN_PLAIN_H
#define PLAIN_PLAIN_H

#include "site/generator.h"

/* The rules for a folder that no generator was written for: a page's address is its file's own path, and a file with a
 * date is a post, wherever it lies. Front matter and text are read as Jekyll reads them. */
extern const struct generator plain;

/* The same for a vault, a folder of notes that is private unless its author says otherwise: see plain/leave.h. */
extern const struct generator vault;

/* The configuration in ROOT by which it is a folder of Eleventy, Astro or Pelican, whose texts are read as a plain
 * folder's. NULL: there is none. */
const char *plain_sign(int root);
/* True when ROOT is a vault: it has a folder .obsidian. */
bool vault_made(int root);

#endif
