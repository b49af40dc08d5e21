#ifndef PLAIN_GEMLOG_H
#define PLAIN_GEMLOG_H

#include "base/strmap.h"
#include "base/zone.h"

/* What the indexes of a gemlog, which are their author's, say of the files that they link. */
struct gemlog {
    struct gemlog_entry {
        struct civil day;
        str title; /* may be empty */
    } * entries;
    size_t count, capacity;
    struct strmap at; /* 1 + index of the entry, by the file's path */
};

/* Reads "index.gmi" in the folder ROOT (-1: none) and in its folders that gemlogs usually lie in. Their lines
 * "=> file.gmi 2024-05-01 Title" count. *TEXT is all that was read, to see whether it has changed. */
struct gemlog *gemlog_read(int root, struct arena *, str *text);
/* The entry of the file PATH; NULL: none. */
const struct gemlog_entry *gemlog_entry_of(const struct gemlog *, str path);

#endif
