#ifndef DATA_TOML_H
#define DATA_TOML_H

#include "data/data.h"

/*
 * TOML 1.0.0 (toml.io) as the tree that YAML gives, too. A date-time is DATA_TIME, zoned or not; a day alone has
 * date_only; a time of day alone is a DATA_STRING with clock_only. A key that stands twice is an error.
 *
 * TEXT is one document; LINE is the line in FILE where it begins, and only on line 1 may a byte order mark stand. The
 * result is a DATA_MAP, at most 64 levels deep; time is linear in TEXT. NULL on error, with an entry in DIAG.
 */
const struct data *toml_parse(str text, str file, int line, struct arena *, struct diag *);
/* The same with the control characters that escapes give, which must not be sent to anybody. */
const struct data *toml_parse_with_controls(str text, str file, int line, struct arena *, struct diag *);

#endif
