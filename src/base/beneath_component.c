#include "base/beneath_component.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

int beneath_component_open(int root, char *path, int flags)
{
    int at = root;
    if (*path == '/') {
        errno = EXDEV;
        return -1;
    }
    for (char *name = path, *slash; name; name = slash) {
        slash = NULL;
        for (char *c = name; *c && !slash; c++)
            if (*c == '/')
                slash = c;
        if (slash)
            *slash++ = '\0';
        bool climbs = name[0] == '.' && name[1] == '.' && name[2] == '\0';
        int next = climbs ? -1 : openat(at, *name ? name : ".", flags | O_NOFOLLOW | (slash ? O_DIRECTORY : 0));
        int saved = climbs ? EXDEV : errno;
        /* O_DIRECTORY on a link gives ENOTDIR; the link is the reason. */
        struct stat st;
        if (next < 0 && saved == ENOTDIR && fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode))
            saved = ELOOP;
        if (at != root)
            close(at);
        errno = saved;
        if (next < 0)
            return -1;
        at = next;
    }
    return at;
}
