#ifndef HUGO_DATE_H
#define HUGO_DATE_H

#include "base/zone.h"
#include "data/data.h"

/* The moment that Hugo reads in a value of front matter: a time without offset is in ZONE. The offset of *OUT is the
 * one it was written with. False: Hugo sees no date in it, and says nothing. */
bool date_read(const struct data *, const struct zone *, struct moment *out);

/* The day at the beginning of a file's NAME, and the rest behind it, which may be empty. */
bool date_of_name(str name, const struct zone *, struct moment *out, str *rest);

#endif
