#include "tls/private_file.h"

#include "base/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err fail(struct diag *diag, str path, const char *what, const char *instead)
{
    int reason = errno;
    diag_add(diag, SEVERITY_ERROR, path, 0, "%s: %s; %s", what, strerror(reason), instead);
    errno = reason;
    return ERR_IO;
}

/* Anything that root makes in another user's folder is given to that user: FD lies in FOLDER. */
static bool give_away(int fd, int folder)
{
    struct stat st, own;
    if (geteuid() != 0)
        return true;
    if (fstat(folder, &st) != 0 || fstat(fd, &own) != 0)
        return false;
    return st.st_uid == 0 || own.st_uid != 0 || fchown(fd, st.st_uid, st.st_gid) == 0;
}

static int open_folder(const char *path, int more)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | more);
}

static bool give_folder_away(const char *path, const char *above)
{
    if (geteuid() != 0)
        return true;
    int fd = open_folder(path, O_NOFOLLOW), folder = open_folder(above, 0);
    bool given = fd >= 0 && folder >= 0 && give_away(fd, folder);
    int reason = errno;
    if (fd >= 0)
        close(fd);
    if (folder >= 0)
        close(folder);
    errno = reason;
    return given;
}

static bool make_folder(const char *path, const char *above)
{
    if (mkdir(path, 0700) == 0)
        return give_folder_away(path, above);
    return errno == EEXIST || errno == EISDIR;
}

/* The folder that PATH lies in. */
static const char *above_of(str path, struct arena *arena)
{
    path = str_trim_char_right(path, '/');
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? "." : slash == 0 ? "/" : arena_z(arena, str_first(path, slash));
}

enum err private_folder(str path, struct diag *diag)
{
    struct arena *arena = arena_create();
    enum err err = OK;
    for (size_t i = 1; i <= path.n && err == OK; i++) {
        if (i < path.n && path.p[i] != '/')
            continue;
        str part = str_first(path, i);
        if (!make_folder(arena_z(arena, part), above_of(part, arena)))
            err = fail(diag, path, "cannot be made", "make the folder, or name another one with --certs");
    }
    int reason = errno;
    arena_destroy(arena);
    errno = reason;
    return err;
}

static bool write_all(int fd, str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_from(text, (size_t)n);
    }
    return fsync(fd) == 0;
}

/* The place of a file: all names start from FOLDER, so that nobody can put another folder in between. */
struct place {
    int folder; /* AT_FDCWD: it may be written to but not opened, and the names are whole paths */
    const char *to, *beside;
};

static struct place place_of(str path, struct arena *arena)
{
    struct place p = {.folder = open_folder(above_of(path, arena), 0)};
    size_t slash = str_find_last(path, '/');
    str name = p.folder < 0 || slash == STR_NONE ? path : str_from(path, slash + 1);
    if (p.folder < 0)
        p.folder = AT_FDCWD;
    p.to = arena_z(arena, name);
    p.beside = arena_printf(arena, "%.*s.%ld.new", STR_ARG(name), (long)getpid()).p;
    return p;
}

static bool publish(const struct place *p, bool replace)
{
    if (replace)
        return renameat(p->folder, p->beside, p->folder, p->to) == 0;
    return linkat(p->folder, p->beside, p->folder, p->to, 0) == 0;
}

static bool write_beside(const struct place *p, str text, unsigned mode)
{
    int fd = openat(p->folder, p->beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    if (fd < 0)
        return false;
    bool done =
        (p->folder == AT_FDCWD || give_away(fd, p->folder)) && fchmod(fd, (mode_t)mode) == 0 && write_all(fd, text);
    int reason = errno;
    close(fd);
    errno = reason;
    return done;
}

/* The name, too, must survive a power cut; file systems that cannot sync a folder do not need it. */
static void sync_folder(const struct place *p)
{
    if (p->folder != AT_FDCWD)
        fsync(p->folder);
}

enum err private_write(str path, str text, unsigned mode, bool replace, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct place p = place_of(path, arena);
    unlinkat(p.folder, p.beside, 0);
    bool done = write_beside(&p, text, mode) && publish(&p, replace);
    int reason = errno;
    if (!done || !replace)
        unlinkat(p.folder, p.beside, 0);
    if (done)
        sync_folder(&p);
    if (p.folder != AT_FDCWD)
        close(p.folder);
    arena_destroy(arena);
    errno = reason;
    if (done)
        return OK;
    if (reason == EEXIST)
        return ERR_ACCESS;
    return fail(diag, path, "cannot be written", "let this user write there, or name another folder with --certs");
}

enum err private_read(str path, size_t max, struct arena *arena, str *out)
{
    int fd = open(arena_z(arena, path), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    enum err err = whole_file_read(fd, max, arena, out);
    int reason = errno;
    close(fd);
    errno = reason;
    return err;
}

str private_shell_word(str text, struct arena *arena)
{
    bool plain = text.n > 0;
    for (size_t i = 0; i < text.n && plain; i++)
        plain = char_is_alnum(text.p[i]) || strchr("/._-+:@%,=", text.p[i]);
    if (plain)
        return text;
    str out = STR("'");
    for (str part, rest = text; rest.n;) {
        bool quote = str_cut(rest, '\'', &part, &rest);
        out = ARENA_CONCAT(arena, out, part, quote ? STR("'\\''") : STR(""));
    }
    return ARENA_CONCAT(arena, out, STR("'"));
}

static str name_of(uid_t user, struct arena *arena)
{
    const struct passwd *account = getpwuid(user);
    return account ? arena_str(arena, str_of(account->pw_name)) : arena_printf(arena, "%ld", (long)user);
}

/* Finds the lowest of PATH and the folders above it that can be examined, and of which this user is not the owner. */
static bool find_foreign(str path, struct arena *arena, str *found, uid_t *owner)
{
    struct stat st;
    for (str at = path; at.n;) {
        if (stat(arena_z(arena, at), &st) == 0) {
            int rights = S_ISDIR(st.st_mode) ? X_OK | R_OK : R_OK;
            bool closed = faccessat(AT_FDCWD, arena_z(arena, at), rights, AT_EACCESS) != 0;
            *found = at;
            *owner = st.st_uid;
            return closed && st.st_uid != geteuid();
        }
        str above = str_of(above_of(at, arena));
        if (errno != EACCES || str_eq(above, at) || str_eq(above, STR(".")))
            return false;
        at = above;
    }
    return false;
}

str private_mend(str path, int reason, struct arena *arena)
{
    str found;
    uid_t owner;
    if ((reason != EACCES && reason != EPERM) || !find_foreign(path, arena, &found, &owner))
        return reason == EACCES ? STR("let this user read it") : STR("mend that, or name another place");
    str whose = name_of(owner, arena), us = name_of(geteuid(), arena);
    str word = private_shell_word(found, arena);
    /* Somebody's home stays his. */
    if (owner != 0 && found.n < path.n)
        return arena_printf(arena, "%.*s may not enter %.*s; as root: setfacl -m u:%.*s:x %.*s", STR_ARG(us),
                            STR_ARG(found), STR_ARG(us), STR_ARG(word));
    return arena_printf(arena, "%.*s belongs to %.*s; as root: chown %.*s %.*s", STR_ARG(found), STR_ARG(whose),
                        STR_ARG(us), STR_ARG(word));
}
