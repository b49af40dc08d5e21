#include "answer/web_write.h"

#include "base/beneath.h"

#include <unistd.h>

enum { HEAD_MAX = 256 << 10 /* bytes: cameras write much before the picture */ };

bool web_picture_size(const struct picture_sizer *sizer, const struct site_file *file, struct picture_size *size)
{
    int fd;
    struct stat st;
    if (beneath_open_file(site_root(sizer->site, sizer->root), site_file_path(file), &fd, &st) != OK)
        return false;
    struct arena *arena = arena_create();
    char *head = arena_alloc(arena, HEAD_MAX, 1);
    ssize_t n = pread(fd, head, HEAD_MAX, 0);
    close(fd);
    bool read = n > 0 && picture_size_read((str){head, (size_t)n}, size);
    arena_destroy(arena);
    return read;
}
