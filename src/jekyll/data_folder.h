#ifndef JEKYLL_DATA_FOLDER_H
#define JEKYLL_DATA_FOLDER_H

#include "data/data.h"
#include "site/site.h"

/* The folder _data as one map: NAME.yml, NAME.yaml and NAME.json under their names, folders as maps within. NULL: there
 * is none. What cannot be read is told to DIAG. */
const struct data *site_data_read(int root, const struct site_options *, struct arena *, struct diag *);

#endif
