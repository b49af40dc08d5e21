#include "server/mime_types.h"

#include "base/whole_file.h"

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
    str text;
    if (whole_file_read(fd, MIME_MAX, arena, &text) != ERR_IO)
        mime_add(table, text);
    close(fd);
    arena_destroy(arena);
    return table;
}
