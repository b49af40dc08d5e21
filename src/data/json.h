#ifndef DATA_JSON_H
#define DATA_JSON_H

#include "data/data.h"

/*
 * JSON (RFC 8259) in UTF-8 as the tree that YAML gives, too; each value has its line, which no packaged library of JSON
 * keeps. TEXT begins with a value in line LINE of FILE, byte order mark allowed. USED is set to the bytes up to the
 * value's end, and anything may follow; when USED is NULL only white space may. Values nest at most 64 deep; the last
 * of two equal keys counts; half a surrogate pair is U+FFFD. Time is linear in TEXT. NULL on error, with an entry in
 * DIAG.
 */
const struct data *json_parse(str text, str file, int line, size_t *used, struct arena *, struct diag *);

#endif
