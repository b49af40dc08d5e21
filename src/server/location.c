#include "server/location.h"

#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

/* Folders that may be passed through, but not read, count, too. */
enum { LINKS_MAX = 40 };

struct search {
    struct location *location;
    str rest;
    int links;
    struct arena *arena;
};

static bool enter(struct location *location, const char *name)
{
    int fd = system_look(location->folder, name, O_DIRECTORY);
    if (fd < 0)
        return false;
    close(location->folder);
    location->folder = fd;
    return true;
}

static bool follow(struct search *s, const char *name)
{
    char *text = arena_alloc(s->arena, PATH_MAX, 1);
    ssize_t n = readlinkat(s->location->folder, name, text, PATH_MAX);
    if (n >= PATH_MAX || ++s->links > LINKS_MAX)
        errno = ELOOP;
    if (n <= 0 || n >= PATH_MAX || s->links > LINKS_MAX)
        return false;
    str target = {text, (size_t)n};
    s->rest = ARENA_CONCAT(s->arena, target, STR("/"), s->rest);
    return text[0] != '/' || enter(s->location, "/");
}

/* ".." takes away a name that is still to be made, before it climbs. */
static bool climb(struct location *location)
{
    if (!location->missing)
        return enter(location, "..");
    location->missing--;
    if (!location->missing)
        location->name = STR("");
    return true;
}

static bool take(struct search *s, str part)
{
    struct location *location = s->location;
    if (!part.n || str_eq(part, STR(".")))
        return true;
    if (str_eq(part, STR("..")))
        return climb(location);
    const char *name = arena_z(s->arena, part);
    if (location->missing) {
        location->missing++;
        return true;
    }
    if (fstatat(location->folder, name, &location->st, AT_SYMLINK_NOFOLLOW) != 0) {
        location->name = part;
        location->missing = 1;
        return errno == ENOENT;
    }
    if (S_ISLNK(location->st.st_mode))
        return follow(s, name);
    if (S_ISDIR(location->st.st_mode))
        return enter(location, name);
    location->name = part;
    errno = ENOTDIR;
    return !str_trim_char_right(s->rest, '/').n;
}

bool location_find(str path, struct arena *arena, struct location *out)
{
    *out = (struct location){.folder = system_look(AT_FDCWD, str_starts(path, STR("/")) ? "/" : ".", O_DIRECTORY)};
    struct search s = {.location = out, .rest = path, .arena = arena};
    bool known = out->folder >= 0 && !str_has_char(path, '\0');
    for (str part; known && s.rest.n;) {
        str_cut(s.rest, '/', &part, &s.rest);
        known = take(&s, part);
    }
    if (known && !out->name.n)
        known = fstat(out->folder, &out->st) == 0;
    if (!known && out->folder >= 0)
        location_finish(out);
    return known;
}

void location_finish(struct location *location)
{
    int reason = errno;
    close(location->folder);
    location->folder = -1;
    errno = reason;
}

bool location_is_in(const struct location *location, struct file_id folder)
{
    struct stat here, above;
    int at = fcntl(location->folder, F_DUPFD_CLOEXEC, 0);
    bool found = false, more = at >= 0 && fstat(at, &here) == 0;
    while (more && !found) {
        found = file_id_is(folder, &here);
        int up = system_look(at, "..", O_DIRECTORY);
        more = up >= 0 && fstat(up, &above) == 0 && !file_id_eq(file_id_of(&above), file_id_of(&here));
        close(at);
        at = up;
        here = above;
    }
    if (at >= 0)
        close(at);
    return found;
}
