#ifndef ANSWER_VERBATIM_H
#define ANSWER_VERBATIM_H

#include "site/page.h"

#include <sys/stat.h>

/*
 * A page that is sent as its file lies on the disk, since all that would be made of it is the same bytes: a large text
 * in gemtext, for the most part. It then costs what a picture of its size costs, and no memory for each reader.
 */
struct verbatim {
    int64_t device, inode, size, mtime_ns, ctime_ns;
};

/* Whether the file of PAGE below ROOT is BODY byte for byte. Then *FD is the caller's, *ST tells what it is, and
 * *VERBATIM which version. Reads all of it: for a thread. */
bool verbatim_judge(int root, const struct page *, str body, int *fd, struct stat *st, struct verbatim *);
/* Opens the file of PAGE if it is still that version. */
bool verbatim_open(int root, const struct page *, const struct verbatim *, int *fd, struct stat *st);

#endif
