#ifndef HEXO_DATE_H
#define HEXO_DATE_H

#include "base/zone.h"
#include "data/data.h"

/* A date of front matter as Hexo takes it in a machine whose zone is ZONE, the site's: YAML's own are the wall clock of
 * their UTC reading, texts are read by JavaScript, numbers are milliseconds. False: it is none. */
bool date_of(const struct data *, const struct zone *, struct moment *);

#endif
