#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of files that a test has for itself. */
struct folder_file {
    const char *path, *text;
};

struct folder {
    char path[64];
    int fd;
    const struct folder_file *files;
    size_t count;
};

static inline int folder_write(const struct folder *folder, const char *path, const char *text)
{
    char parent[256];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
        mkdirat(folder->fd, parent, 0755);
    }
    int fd = openat(folder->fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    ssize_t written = fd < 0 ? -1 : write(fd, text, strlen(text));
    if (fd >= 0)
        close(fd);
    return written == (ssize_t)strlen(text) ? 0 : -1;
}

static inline int folder_make(struct folder *folder, const struct folder_file *files, size_t count)
{
    *folder = (struct folder){.path = "/tmp/splashdown-test-XXXXXX", .files = files, .count = count};
    if (!mkdtemp(folder->path))
        return -1;
    folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < count; i++)
        if (folder->fd < 0 || folder_write(folder, files[i].path, files[i].text) != 0)
            return -1;
    return 0;
}

static inline void folder_remove(struct folder *folder)
{
    char parent[256];
    for (size_t i = 0; i < folder->count; i++) {
        unlinkat(folder->fd, folder->files[i].path, 0);
        snprintf(parent, sizeof parent, "%s", folder->files[i].path);
        for (char *slash; (slash = strrchr(parent, '/'));) {
            *slash = '\0';
            unlinkat(folder->fd, parent, AT_REMOVEDIR);
        }
    }
    close(folder->fd);
    rmdir(folder->path);
}

#endif
