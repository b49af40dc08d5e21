#ifndef ANSWER_VERBATIM_H
#define ANSWER_VERBATIM_H

#include "site/page.h"

#include <sys/stat.h>

/*
 * A page that is sent directly from its file, since making it would give the same bytes: for the most part a large text
 * in gemtext. It then costs what a picture of its size costs, and no memory for each reader.
 */
struct verbatim {
    int64_t device, inode, size, mtime_ns, ctime_ns;
};

/*
 * True when the file of PAGE below ROOT is BODY byte for byte. Then *FD is the caller's, *ST is its status, and
 * *VERBATIM its version. Reads all of it: for a thread.
 */
bool verbatim_judge(int root, const struct page *, str body, int *fd, struct stat *st, struct verbatim *);
/* Opens the file of PAGE if it is still that version. */
bool verbatim_open(int root, const struct page *, const struct verbatim *, int *fd, struct stat *st);

#endif
