#ifndef JEKYLL_KEY_SLIP_H
#define JEKYLL_KEY_SLIP_H

#include "base/str.h"

enum key_place { KEY_FRONT_MATTER, KEY_CONFIG };

/*
 * The key that an author probably meant by KEY, which nothing reads: another case, or a slip or two away. Empty: KEY
 * is known to Jekyll or to widespread plugins and themes, or is the author's own.
 */
str key_slip_of(enum key_place, str key);

/* True when TEXT, a template or a script, names KEY: ".key", "'key'" or "\"key\"". */
bool key_is_named(str text, str key);

#endif
