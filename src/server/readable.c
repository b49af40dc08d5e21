#include "server/readable.h"

#include "base/beneath.h"

#include <unistd.h>

static bool is_forbidden(int root, str path)
{
    int fd;
    struct stat st;
    enum err err = beneath_open_file(root, path, &fd, &st);
    if (err == OK)
        close(fd);
    return err == ERR_ACCESS;
}

size_t readable_next_forbidden(const struct site *site, int root, size_t from)
{
    size_t count;
    const struct site_file *files = site_files(site, &count);
    int folder = site_root(site, root);
    for (; from < count; from++) {
        bool again = from > 0 && str_eq(files[from].path, files[from - 1].path);
        if (!again && is_forbidden(folder, site_file_path(&files[from])))
            return from;
    }
    return count;
}
