#include "base/whole_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 4096 };

/* One byte more than the file has, so that its end is seen without growing. */
static size_t room_at_first(int fd, size_t max)
{
    struct stat st;
    size_t size = fstat(fd, &st) == 0 && st.st_size > PIECE ? (size_t)st.st_size : PIECE;
    return (size < max ? size : max) + 1;
}

static char *grown(struct arena *arena, char *bytes, size_t used, size_t room)
{
    char *larger = arena_alloc(arena, room, 1);
    memcpy(larger, bytes, used);
    memset(bytes, 0, used);
    return larger;
}

enum err whole_file_read(int fd, size_t max, struct arena *arena, str *out)
{
    size_t room = room_at_first(fd, max), used = 0;
    char *bytes = arena_alloc(arena, room, 1);
    ssize_t n = 1;
    while (n != 0 && used <= max) {
        if (used == room) {
            room = room < max / 2 ? room * 2 : max + 1;
            bytes = grown(arena, bytes, used, room);
        }
        n = read(fd, bytes + used, room - used);
        if (n < 0 && errno != EINTR)
            break;
        used += n > 0 ? (size_t)n : 0;
    }
    *out = (str){bytes, used};
    return n < 0 ? ERR_IO : used > max ? ERR_LIMIT : OK;
}
