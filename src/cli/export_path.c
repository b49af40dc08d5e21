#include "cli/export_path.h"

#include "cli/load.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder PART in the folder FOLDER, never through a link; -1 with errno. */
static int open_inner(int folder, str part, bool make, struct arena *scratch)
{
    if (!part.n || str_eq(part, STR(".")) || str_eq(part, STR(".."))) {
        errno = EINVAL;
        return -1;
    }
    const char *z = arena_z(scratch, part);
    if (make && mkdirat(folder, z, 0777) != 0 && errno != EEXIST)
        return -1;
    return openat(folder, z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int export_path_open_parent(int root, str name, bool make, struct arena *scratch, const char **last)
{
    int folder = fcntl(root, F_DUPFD_CLOEXEC, 0);
    str part, rest = name;
    while (folder >= 0 && str_cut(rest, '/', &part, &rest)) {
        int inner = open_inner(folder, part, make, scratch);
        int reason = errno;
        close(folder);
        errno = reason;
        folder = inner;
    }
    size_t slash = str_find_last(name, '/');
    *last = arena_z(scratch, slash == STR_NONE ? name : str_from(name, slash + 1));
    return folder;
}

/* True when FOLDER is INNER, or a folder around it. */
static bool is_within(int inner, int folder)
{
    struct stat sought, here, around;
    bool within = false;
    int at = fcntl(inner, F_DUPFD_CLOEXEC, 0);
    if (at < 0 || fstat(folder, &sought) != 0 || fstat(at, &here) != 0)
        return false;
    for (bool more = true; more && !within;) {
        within = here.st_dev == sought.st_dev && here.st_ino == sought.st_ino;
        int up = openat(at, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        more = up >= 0 && fstat(up, &around) == 0 && (around.st_dev != here.st_dev || around.st_ino != here.st_ino);
        close(at);
        at = up;
        here = around;
    }
    if (at >= 0)
        close(at);
    return within;
}

/* The nearest folder that exists decides whether PATH is in CAPSULE. */
int export_path_make(str path, int capsule, struct arena *arena)
{
    int fd = load_folder(arena_z(arena, path));
    if (fd >= 0 && is_within(fd, capsule)) {
        close(fd);
        errno = EXDEV;
        return -1;
    }
    if (fd >= 0 || errno != ENOENT)
        return fd;
    str bare = str_trim_char_right(path, '/');
    size_t slash = str_find_last(bare, '/');
    int outer = export_path_make(slash == STR_NONE ? STR(".") : str_first(bare, slash + 1), capsule, arena);
    if (outer < 0)
        return -1;
    close(outer);
    return mkdir(arena_z(arena, path), 0777) == 0 ? load_folder(arena_z(arena, path)) : -1;
}

bool export_path_is_empty(int root)
{
    int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    bool empty = dir != NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    if (dir)
        closedir(dir);
    return empty;
}
