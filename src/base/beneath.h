#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include "base/arena.h"
#include "base/err.h"

#include <sys/stat.h>

/*
 * Files below a folder handle. The kernel keeps a path inside the folder and follows no link, not even as its last
 * component (openat2, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS); without openat2, each component is opened in the same
 * way. base/resolve.h finds where links lead; the caller judges the result, and opens it by the path without links.
 */

/*
 * Opens PATH (relative, no leading slash; "" is the folder itself) for reading. Never blocks on a FIFO. OK: *FD is the
 * caller's, and *ST describes it. ERR_NOT_FOUND, ERR_ACCESS (outside, forbidden, a link), ERR_IO (see errno).
 */
enum err beneath_open(int root, str path, int *fd, struct stat *st);

/* As beneath_open, for a regular file; anything else is ERR_NOT_FOUND. */
enum err beneath_open_file(int root, str path, int *fd, struct stat *st);

/* The status of PATH, whoever may read it. Errors as for beneath_open. */
enum err beneath_stat(int root, str path, struct stat *st);

/*
 * When the file at PATH was made, in nanoseconds since 1970. Errors as for beneath_open; ERR_NOT_FOUND also where its
 * file system does not keep that.
 */
enum err beneath_born(int root, str path, int64_t *born_ns);

/*
 * The target of PATH, which is not empty, when it is a link; else *TEXT is empty. Only its last component may be a
 * link. Errors as for beneath_open.
 */
enum err beneath_read_link(int root, str path, struct arena *, str *text);

/* True when there is something at PATH, be it a link and wherever that leads. */
bool beneath_has(int root, str path);

bool beneath_by_kernel(void); /* this kernel has openat2 */

/* Reads the whole regular file, up to MAX bytes (ERR_LIMIT), into the arena. */
enum err beneath_read(int root, str path, size_t max, struct arena *, str *out);

/* The same for an open file: ST is the result of fstat for FD, which stays the caller's. */
enum err beneath_read_open(int fd, const struct stat *st, size_t max, struct arena *, str *out);

/*
 * True when reading N bytes (at least 1) at OFFSET would not wait for a disk, as far as the kernel knows; false also
 * where its file system cannot tell.
 */
bool beneath_is_in_memory(int fd, uint64_t offset, size_t n);

/* Reads N bytes at OFFSET, if all of them are available without waiting for a disk, as far as the kernel knows. */
bool beneath_read_now(int fd, uint64_t offset, void *into, size_t n);

#endif
