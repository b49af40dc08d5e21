#ifndef BASE_BENEATH_H
#define BASE_BENEATH_H

#include "base/arena.h"
#include "base/err.h"

#include <sys/stat.h>

/*
 * Files below a folder handle. The kernel keeps a path inside and follows no link on it, at its end neither (openat2,
 * RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS); where it knows no openat2, each component is opened so. Where links lead is
 * worked out by base/resolve.h, judged by who asks, and opened by the path that came out.
 */

/* Opens PATH (relative, no leading slash; "" is the folder itself) for reading. Never blocks on a FIFO.
 * OK: *FD is the caller's and *ST tells what it is. ERR_NOT_FOUND, ERR_ACCESS (outside, forbidden, a link), ERR_IO (see
 * errno).
 */
enum err beneath_open(int root, str path, int *fd, struct stat *st);

/* As beneath_open, for a regular file; anything else is ERR_NOT_FOUND. */
enum err beneath_open_file(int root, str path, int *fd, struct stat *st);

/* What PATH is, whoever may read it. Errors as of beneath_open. */
enum err beneath_stat(int root, str path, struct stat *st);

/* Where PATH, which is not empty, leads to if it is a link; else *TEXT is empty. Only its last component may be one.
 * Errors as of beneath_open. */
enum err beneath_read_link(int root, str path, struct arena *, str *text);

bool beneath_by_kernel(void); /* this kernel has openat2 */

/* The whole regular file, up to MAX bytes (ERR_LIMIT), as memory of the arena. */
enum err beneath_read(int root, str path, size_t max, struct arena *, str *out);

/* The same of a file that is open: ST is what fstat says of FD, which stays the caller's. */
enum err beneath_read_open(int fd, const struct stat *st, size_t max, struct arena *, str *out);

/* Whether reading N bytes (at least 1) at OFFSET would wait for no disk, as far as the kernel tells: false also where
 * its file system cannot tell. */
bool beneath_is_in_memory(int fd, uint64_t offset, size_t n);

/* Reads N bytes at OFFSET, if all of them are there without waiting for a disk, as far as the kernel tells. */
bool beneath_read_now(int fd, uint64_t offset, void *into, size_t n);

#endif
