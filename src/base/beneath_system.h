#ifndef BASE_BENEATH_SYSTEM_H
#define BASE_BENEATH_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* What base/beneath.h needs of the system. PATH is changed; -1: errno has the reason, as for beneath_component_open. */

int beneath_system_open(int root, char *path, int flags);
/* A handle of a folder on which readlinkat works. */
int beneath_system_folder(int root, char *path);
int beneath_system_stat(int root, char *path, struct stat *);
int beneath_system_born(int root, char *path, int64_t *ns); /* 0 nanoseconds: nobody knows when it was made */
bool beneath_system_by_kernel(void);
/* Reads N bytes, if that takes no waiting for a disk, as far as the system tells. */
bool beneath_system_read_now(int fd, uint64_t offset, void *into, size_t n);

#endif
