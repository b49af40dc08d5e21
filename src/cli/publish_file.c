#include "cli/publish_file.h"

#include "base/beneath.h"
#include "base/log.h"
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err say(str path, const char *what)
{
    if (errno == EEXIST)
        log_error("%.*s exists already, and the draft stays as it is; move one of them away", STR_ARG(path));
    else
        log_error("%.*s: cannot be %s: %s; check who may write there", STR_ARG(path), what, strerror(errno));
    return ERR_IO;
}

static enum err make_folders(int root, str path, struct arena *arena)
{
    for (size_t slash = 0; slash < path.n; slash++)
        if (path.p[slash] == '/' && mkdirat(root, arena_z(arena, str_first(path, slash)), 0777) != 0 && errno != EEXIST)
            return say(str_first(path, slash), "made");
    return OK;
}

/* A new file NAME with TEXT on the disk, which only its owner may read until it is whole. */
static enum err write_new(int root, const char *name, str text, mode_t mode)
{
    int fd = openat(root, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return ERR_IO;
    enum err err = output_write(fd, text);
    if (err == OK && (fchmod(fd, mode & 0777) != 0 || fsync(fd) != 0))
        err = ERR_IO;
    int reason = errno;
    if (close(fd) != 0 && err == OK) {
        reason = errno;
        err = ERR_IO;
    }
    errno = reason;
    return err;
}

/* True when the draft still holds what was read. */
static bool is_same(int root, str path, str read, struct stat *st)
{
    struct arena *arena = arena_create();
    str now;
    int fd;
    bool same = false;
    if (beneath_open_file(root, path, &fd, st) == OK) {
        same = beneath_read_open(fd, st, (size_t)st->st_size + 1, arena, &now) == OK && str_eq(now, read);
        close(fd);
    }
    arena_destroy(arena);
    return same;
}

/* Gives the file BESIDE, which is whole, the name PATH. */
static enum err take_name(int root, const char *beside, str path, bool replaces, struct arena *arena)
{
    const char *name = arena_z(arena, path);
    if (replaces)
        return renameat(root, beside, root, name) == 0 ? OK : ERR_IO;
    if (linkat(root, beside, root, name, 0) != 0)
        return ERR_IO;
    unlinkat(root, beside, 0);
    return OK;
}

/* Until its folder is on the disk, too, a new name may be gone after a power cut; the draft waits for it. */
static enum err settle_name(int root, str path, struct arena *arena)
{
    size_t slash = str_find_last(path, '/');
    const char *folder = slash == STR_NONE ? "." : arena_z(arena, str_first(path, slash));
    int fd = openat(root, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ERR_IO;
    enum err err = fsync(fd) == 0 || errno == EINVAL ? OK : ERR_IO;
    close(fd);
    return err;
}

static enum err move_files(int root, const struct publish_plan *plan, struct arena *arena)
{
    struct stat st;
    const char *from = arena_z(arena, plan->files_from), *to = arena_z(arena, plan->files_to);
    if (!plan->files_from.n || fstatat(root, from, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(st.st_mode))
        return OK;
    if (fstatat(root, to, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return say(plan->files_to, "made");
    }
    return renameat(root, from, root, to) == 0 ? OK : say(plan->files_to, "made");
}

enum err publish_file(int root, str path, str read, const struct publish_plan *plan, struct arena *arena)
{
    struct stat st, link;
    bool stays = str_eq(path, plan->path);
    const char *draft = arena_z(arena, path);
    if (fstatat(root, draft, &link, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(link.st_mode)) {
        log_error("%.*s is a link to another file; publish that one", STR_ARG(path));
        return ERR_IO;
    }
    if (make_folders(root, plan->path, arena) != OK)
        return ERR_IO;
    const char *beside = arena_z(arena, arena_printf(arena, "%.*s.%ld.new", STR_ARG(plan->path), (long)getpid()));
    if (!is_same(root, path, read, &st)) {
        log_error("%.*s has changed meanwhile, and stays as it is; try again", STR_ARG(path));
        return ERR_IO;
    }
    enum err err = write_new(root, beside, plan->text, st.st_mode);
    if (err == OK)
        err = take_name(root, beside, plan->path, stays, arena);
    if (err != OK) {
        int reason = errno;
        unlinkat(root, beside, 0);
        errno = reason;
        return say(plan->path, "written");
    }
    if (settle_name(root, plan->path, arena) != OK)
        return say(plan->path, "kept on the disk");
    if (!stays && unlinkat(root, draft, 0) != 0)
        return say(path, "removed");
    return move_files(root, plan, arena);
}
