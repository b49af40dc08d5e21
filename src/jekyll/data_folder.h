#ifndef JEKYLL_DATA_FOLDER_H
#define JEKYLL_DATA_FOLDER_H

#include "data/data.h"
#include "site/site.h"

/* Reads FOLDER, _data unless the author names another, as one map: NAME.yml, .yaml, .json, .csv and .tsv under their
 * names ("a b" as "a_b"), folders as maps within. NULL: there is none. Errors in the files are reported to DIAG. */
const struct data *site_data_read(int root, const struct site_options *, str folder, struct arena *, struct diag *);

#endif
