#ifndef SITE_FILE_KIND_H
#define SITE_FILE_KIND_H

#include "base/arena.h"

#include <sys/stat.h>

/* The kind of a file that is not a page, found from its beginning. */
struct file_kind {
    bool has_front_matter; /* a template of Jekyll's */
    bool is_secret;        /* a private key, or a secret of this program's */
    bool runs;             /* it is executable, and names its interpreter */
    unsigned char mark;    /* bytes of byte order marks of UTF-8 at its start */
    struct stat st;        /* of the file that was read; zeroes: it cannot be read */
};

/* Opens the file PATH below ROOT. Reads no more of it than is needed. */
struct file_kind file_kind_read(int root, str path, struct arena *scratch);

/* The bytes of byte order marks of UTF-8 that HEAD begins with. */
unsigned char file_kind_mark(str head);

/* IS_SECRET of the open file FD, which has ST and was found at PATH; true where it cannot be read. */
bool file_kind_is_secret(int fd, str path, const struct stat *st);

#endif
