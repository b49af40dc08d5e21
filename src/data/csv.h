#ifndef DATA_CSV_H
#define DATA_CSV_H

#include "data/data.h"

enum { CSV_COLUMNS_MAX = 1000, CSV_FIELDS_MAX = 1000000 };

/* A table as a list of maps, one for each row after the first, which names the columns. SEPARATOR is ',' or a tab.
 * As in Ruby's CSV all values are texts, an empty field without quotes is null, and of two columns with one name the
 * first counts. NULL on error, with an entry in DIAG. */
const struct data *csv_parse(str text, char separator, str file, struct arena *, struct diag *);

#endif
