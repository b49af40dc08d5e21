#include "base/beneath_way.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

enum { LINKS_MAX = 40 /* as in Linux */, FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK };

struct walk {
    int at; /* the last of FOLDERS; the caller's handle, or ours to close */
    int root;
    struct beneath_step *folders;
    size_t count, capacity;
    int links;
    struct arena *arena;
};

struct file_id file_id_of(const struct stat *st)
{
    return (struct file_id){st->st_dev, st->st_ino};
}

bool file_id_is(struct file_id id, const struct stat *st)
{
    return id.device == st->st_dev && id.inode == st->st_ino;
}

bool file_id_eq(struct file_id a, struct file_id b)
{
    return a.device == b.device && a.inode == b.inode;
}

static enum err enter(struct walk *w, const char *name, int flags)
{
    struct stat st;
    int fd = openat(w->at, name, FOLDER_FLAGS | flags);
    if (fd < 0)
        return err_of_errno();
    if (w->at != w->root)
        close(w->at);
    w->at = fd;
    if (fstat(fd, &st) != 0)
        return ERR_IO;
    w->folders = arena_grow(w->arena, w->folders, w->count, &w->capacity, sizeof *w->folders);
    w->folders[w->count++] = (struct beneath_step){file_id_of(&st), str_of(name)};
    return OK;
}

/* A folder that is moved meanwhile has another parent: then the way is unknown. */
static enum err climb(struct walk *w)
{
    if (w->count < 2)
        return ERR_ACCESS;
    struct beneath_step parent = w->folders[w->count - 2];
    w->count--;
    enum err err = enter(w, "..", O_NOFOLLOW);
    if (err != OK)
        return err;
    w->count--;
    bool same = file_id_eq(w->folders[w->count].id, parent.id);
    w->folders[w->count - 1] = parent;
    return same ? OK : ERR_ACCESS;
}

/* Puts the target of the link NAME before the rest of the path. */
static enum err follow(struct walk *w, const char *name, str *rest)
{
    char *text = arena_alloc(w->arena, PATH_MAX, 1);
    ssize_t n = readlinkat(w->at, name, text, PATH_MAX);
    if (n < 0)
        return err_of_errno();
    if (n == 0 || n == PATH_MAX || text[0] == '/' || ++w->links > LINKS_MAX)
        return ERR_ACCESS;
    str target = {text, (size_t)n};
    *rest = rest->n ? ARENA_CONCAT(w->arena, target, STR("/"), *rest) : target;
    return OK;
}

/* Anything but a folder or a link ends the way. */
static enum err take(struct walk *w, str part, str *rest, struct beneath_way *out)
{
    if (!part.n || str_eq(part, STR(".")))
        return OK;
    if (str_eq(part, STR("..")))
        return climb(w);
    const char *name = arena_z(w->arena, part);
    if (fstatat(w->at, name, &out->st, AT_SYMLINK_NOFOLLOW) != 0)
        return err_of_errno();
    if (S_ISLNK(out->st.st_mode))
        return follow(w, name, rest);
    if (S_ISDIR(out->st.st_mode))
        return enter(w, name, O_NOFOLLOW);
    out->name = part;
    return rest->n ? ERR_NOT_FOUND : OK;
}

enum err beneath_find_way(int root, str path, struct arena *arena, struct beneath_way *out)
{
    struct walk w = {.at = root, .root = root, .arena = arena};
    *out = (struct beneath_way){0};
    enum err err = str_has_char(path, '\0')     ? ERR_NOT_FOUND
                   : str_starts(path, STR("/")) ? ERR_ACCESS
                                                : enter(&w, ".", 0);
    str part, rest = path;
    while (err == OK && rest.n && !out->name.n) {
        str_cut(rest, '/', &part, &rest);
        err = take(&w, part, &rest, out);
    }
    if (err == OK && !out->name.n && fstat(w.at, &out->st) != 0)
        err = ERR_IO;
    if (w.at != root)
        close(w.at);
    out->folders = w.folders;
    out->count = w.count;
    return err;
}
