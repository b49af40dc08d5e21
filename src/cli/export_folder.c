#include "cli/export_folder.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "base/log.h"
#include "cli/export_path.h"
#include "cli/output.h"
#include "uri/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY ".splashdown-new"

enum { LIST_MAX = 256 << 20, IN_OLD = 1, IN_NEW = 2, COMPARED = 1 << 14 /* bytes at once */ };

static const char *advice_for(int reason)
{
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
        return "; make room and export again";
    case EACCES:
    case EPERM:
    case EROFS:
        return "; check who may write there";
    case ENOENT:
        return "; name a folder that can be made";
    case ENAMETOOLONG:
        return "; give the page a shorter permalink";
    case ENOTDIR:
    case EISDIR:
    case ENOTEMPTY:
    case EEXIST:
        return "; a file and a folder cannot have the same name: give one of them a permalink";
    case ELOOP:
        return "; a link stands in its way: remove it";
    default:
        return "";
    }
}

/* True for an error that would meet every other file, too. */
static bool is_of_all(int reason)
{
    return reason == ENOSPC || reason == EDQUOT || reason == EROFS || reason == EIO;
}

static enum err say_failed(const struct export_folder *f, str name)
{
    int reason = errno;
    log_error("%.*s%s%.*s: %s%s", STR_ARG(f->path), name.n ? "/" : "", STR_ARG(name), strerror(reason),
              advice_for(reason));
    return is_of_all(reason) || !name.n ? ERR_IO : ERR_ACCESS;
}

static str heading_of(const struct export_folder *f)
{
    return ARENA_CONCAT(f->arena, STR("splashdown export --to "), f->kind);
}

static void add_old(struct export_folder *f, str name)
{
    f->old = arena_grow(f->arena, f->old, f->old_count, &f->old_capacity, sizeof *f->old);
    f->old[f->old_count++] = name;
    *strmap_at(&f->ours, name) = IN_OLD;
}

static enum err read_list(struct export_folder *f)
{
    str text, line;
    enum err err = beneath_read(f->root, STR(EXPORT_LIST), LIST_MAX, f->arena, &text);
    if (err == ERR_NOT_FOUND && export_path_is_empty(f->root))
        return OK;
    if (err == ERR_NOT_FOUND) {
        log_error("%.*s is not empty and holds no export; name a new folder or an empty one", STR_ARG(f->path));
        return ERR_ACCESS;
    }
    if (err != OK || !str_line(&text, &line) || !str_eq(line, heading_of(f))) {
        log_error("%.*s holds something other than an export to %.*s; name another folder", STR_ARG(f->path),
                  STR_ARG(f->kind));
        return ERR_ACCESS;
    }
    while (str_line(&text, &line))
        add_old(f, uri_decode(line, f->arena));
    return OK;
}

enum err export_folder_open(struct export_folder *f, str path, str kind, int capsule, struct arena *arena)
{
    *f = (struct export_folder){.path = path, .root = -1, .kind = kind, .arena = arena, .writing = -1};
    f->scratch = arena_create();
    f->ours.arena = arena;
    f->root = export_path_make(path, capsule, arena);
    if (f->root < 0 && errno == EXDEV) {
        log_error("%.*s is in the capsule, where it would be served; name a folder outside", STR_ARG(path));
        return ERR_ACCESS;
    }
    return f->root >= 0 ? read_list(f) : say_failed(f, STR(""));
}

/* Removes a file that readers should no longer find, and the folders that it leaves empty. */
static enum err remove_file(struct export_folder *f, str name)
{
    const char *last;
    int folder = export_path_open_parent(f->root, name, false, f->scratch, &last);
    if (folder < 0)
        return errno == ENOENT || errno == ENOTDIR ? OK : say_failed(f, name);
    enum err err = unlinkat(folder, last, 0) == 0 || errno == ENOENT ? OK : say_failed(f, name);
    close(folder);
    f->removed += err == OK;
    for (size_t slash; err == OK && (slash = str_find_last(name, '/')) != STR_NONE;) {
        name = str_first(name, slash);
        folder = export_path_open_parent(f->root, name, false, f->scratch, &last);
        bool gone = folder >= 0 && unlinkat(folder, last, AT_REMOVEDIR) == 0;
        if (folder >= 0)
            close(folder);
        if (!gone)
            break;
    }
    arena_reset(f->scratch);
    return err;
}

static void put_names(const struct export_folder *f, const str *names, size_t count, struct buf *list)
{
    for (size_t i = 0; i < count; i++) {
        buf_put(list, uri_encode_path(names[i], f->scratch));
        buf_put_char(list, '\n');
        arena_reset(f->scratch);
    }
}

/*
 * The names of the last export stay on the list until they have been removed: if we are interrupted, the list names
 * everything that is ours.
 */
static enum err write_list(struct export_folder *f, const str *names, size_t count, bool with_old)
{
    struct buf list;
    buf_init(&list, LIST_MAX);
    buf_put(&list, heading_of(f));
    buf_put_char(&list, '\n');
    put_names(f, names, count, &list);
    if (with_old)
        put_names(f, f->old, f->old_count, &list);
    enum err err = export_folder_begin(f);
    if (err == OK)
        err = export_folder_put(f, buf_str(&list));
    if (err == OK)
        err = export_folder_end(f, STR(EXPORT_LIST));
    buf_finish(&list);
    return err;
}

enum err export_folder_plan(struct export_folder *f, const str *names, size_t count)
{
    *strmap_at(&f->ours, STR(EXPORT_LIST)) = IN_OLD;
    enum err err = write_list(f, names, count, true);
    for (size_t i = 0; i < count; i++)
        *strmap_at(&f->ours, names[i]) |= IN_NEW;
    for (size_t i = 0; i < f->old_count && err == OK; i++)
        if (!(strmap_get(&f->ours, f->old[i]) & IN_NEW))
            err = remove_file(f, f->old[i]);
    return err == OK ? write_list(f, names, count, false) : err;
}

enum err export_folder_begin(struct export_folder *f)
{
    unlinkat(f->root, TEMPORARY, 0);
    f->writing = openat(f->root, TEMPORARY, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return f->writing >= 0 ? OK : say_failed(f, STR(""));
}

static void forget(struct export_folder *f)
{
    int reason = errno;
    if (f->writing >= 0)
        close(f->writing);
    f->writing = -1;
    unlinkat(f->root, TEMPORARY, 0);
    errno = reason;
}

enum err export_folder_put(struct export_folder *f, str piece)
{
    if (output_write(f->writing, piece) == OK)
        return OK;
    forget(f);
    return say_failed(f, STR(""));
}

/* A file that somebody else has put there stays. */
static bool is_foreign(const struct export_folder *f, int folder, const char *last, str name)
{
    struct stat st;
    return !(strmap_get(&f->ours, name) & IN_OLD) && fstatat(folder, last, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
           !S_ISDIR(st.st_mode);
}

static bool have_same_bytes(int one, int two)
{
    char a[COMPARED], b[COMPARED];
    struct stat st, other;
    bool same =
        fstat(one, &st) == 0 && fstat(two, &other) == 0 && S_ISREG(other.st_mode) && st.st_size == other.st_size;
    for (off_t at = 0; same && at < st.st_size; at += COMPARED) {
        ssize_t n = pread(one, a, sizeof a, at);
        same = n > 0 && pread(two, b, sizeof b, at) == n && memcmp(a, b, (size_t)n) == 0;
    }
    return same;
}

/* A file that has these bytes already keeps its time, by which others tell what they must fetch. */
static bool is_there_already(const struct export_folder *f, int folder, const char *last)
{
    int written = openat(f->root, TEMPORARY, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int there = written < 0 ? -1 : openat(folder, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool same = there >= 0 && have_same_bytes(written, there);
    if (there >= 0)
        close(there);
    if (written >= 0)
        close(written);
    return same;
}

enum err export_folder_end(struct export_folder *f, str name)
{
    const char *last;
    int fd = f->writing;
    f->writing = -1;
    int folder = close(fd) == 0 ? export_path_open_parent(f->root, name, true, f->scratch, &last) : -1;
    enum err err = OK;
    if (folder >= 0 && is_foreign(f, folder, last, name)) {
        log_error("%.*s/%.*s exists already, and no export wrote it; move it away", STR_ARG(f->path), STR_ARG(name));
        err = ERR_ACCESS;
    } else if (folder >= 0 && is_there_already(f, folder, last)) {
        forget(f);
    } else if (folder < 0 || renameat(f->root, TEMPORARY, folder, last) != 0) {
        err = say_failed(f, name);
    }
    if (err != OK)
        forget(f);
    if (folder >= 0)
        close(folder);
    arena_reset(f->scratch);
    return err;
}

void export_folder_close(struct export_folder *f)
{
    if (f->writing >= 0)
        forget(f);
    if (f->root >= 0)
        close(f->root);
    arena_destroy(f->scratch);
}
