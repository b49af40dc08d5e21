#include "server/mime_types.h"

#include <fcntl.h>
#include <unistd.h>

enum { MIME_MAX = 1 << 20 /* bytes */ };

struct mime_table *mime_types_read(void)
{
    struct mime_table *table = mime_create();
    int fd = open("/etc/mime.types", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return table;
    struct arena *arena = arena_create();
    char *text = arena_alloc(arena, MIME_MAX, 1);
    size_t n = 0;
    for (ssize_t got = 1; got > 0 && n < MIME_MAX; n += (size_t)(got > 0 ? got : 0))
        got = read(fd, text + n, MIME_MAX - n);
    close(fd);
    mime_add(table, (str){text, n});
    arena_destroy(arena);
    return table;
}
