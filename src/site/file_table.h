#ifndef SITE_FILE_TABLE_H
#define SITE_FILE_TABLE_H

#include "site/snapshot.h"

/* Collects the files of SITE that readers may see, with their addresses; its pages are collected already. */
void file_table_init(struct site *);

#endif
