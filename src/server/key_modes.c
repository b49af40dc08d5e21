/* realpath(3) is an XSI function. */
#define _GNU_SOURCE
#include "server/key_modes.h"

#include "server/file_system.h"
#include "tls/certificate.h"
#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OTHERS_READ = S_IROTH | S_IWOTH, GROUP_READS = S_IRGRP | S_IWGRP, GROUP_WRITES = S_IWGRP };

static unsigned mode_of(const struct stat *st)
{
    return (unsigned)st->st_mode & 07777U;
}

static str name_of(uid_t user, struct arena *arena)
{
    const struct passwd *account = getpwuid(user);
    return account ? arena_str(arena, str_of(account->pw_name)) : arena_printf(arena, "%ld", (long)user);
}

static void look_at_folder(const struct key_modes *m, str path, bool is_last)
{
    struct stat st;
    const char *z = arena_z(m->arena, path);
    if (stat(z, &st) != 0 || !S_ISDIR(st.st_mode) || file_system_lacks_modes(z) || st.st_mode & S_ISVTX)
        return;
    str word = private_shell_word(path, m->arena);
    if (st.st_mode & S_IWOTH)
        diag_add(m->diag, is_last ? m->open : SEVERITY_WARNING, path, 0,
                 "everybody may write in this folder (mode %04o), and so put another key there; chmod o-w %.*s",
                 mode_of(&st), STR_ARG(word));
    else if (is_last && st.st_mode & GROUP_WRITES)
        diag_add(m->diag, SEVERITY_WARNING, path, 0,
                 "the group of this folder may write there (mode %04o), and so put another key there; if nobody "
                 "should: chmod g-w %.*s",
                 mode_of(&st), STR_ARG(word));
}

/* FOLDER as written, its target, and all folders above. */
static void look_at_folders(const struct key_modes *m, str folder)
{
    char *real = realpath(arena_z(m->arena, folder), NULL);
    str at = arena_str(m->arena, str_of(real));
    free(real);
    for (bool is_last = true; at.n; is_last = false) {
        look_at_folder(m, at, is_last);
        size_t slash = str_find_last(at, '/');
        if (at.n == 1 || slash == STR_NONE)
            break;
        at = slash ? str_first(at, slash) : STR("/");
    }
}

static str folder_of(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR(".") : slash ? str_first(path, slash) : STR("/");
}

static void tell_owner(const struct key_modes *m, str path, const struct stat *st)
{
    str owner = name_of(st->st_uid, m->arena);
    if (st->st_uid != 0 && st->st_uid != geteuid())
        diag_add(m->diag, SEVERITY_WARNING, path, 0, "this key belongs to %.*s, who may read and change it",
                 STR_ARG(owner));
}

/* A key named by the configuration, or the target of a link: its modes are not ours to change. */
static void look_at_given(const struct key_modes *m, str path)
{
    struct stat st;
    char *real = realpath(arena_z(m->arena, path), NULL);
    str target = arena_str(m->arena, str_of(real));
    free(real);
    if (!target.n || stat(target.p, &st) != 0)
        return;
    bool told = !file_system_lacks_modes(target.p);
    str word = private_shell_word(target, m->arena);
    if (st.st_mode & OTHERS_READ)
        diag_add(m->diag, told ? m->open : SEVERITY_WARNING, path, 0,
                 "everybody may read this key (mode %04o)%s; chmod o= %.*s", mode_of(&st),
                 told ? "" : ", on a file system that has no modes, or may not be written", STR_ARG(word));
    else if (st.st_mode & GROUP_READS)
        diag_add(m->diag, SEVERITY_WARNING, path, 0,
                 "the group of this key may read it (mode %04o); if nobody should: chmod g= %.*s", mode_of(&st),
                 STR_ARG(word));
    tell_owner(m, path, &st);
    look_at_folders(m, folder_of(path));
    if (!str_eq(target, path))
        look_at_folders(m, folder_of(target));
}

/*
 * Root changes its own files, or those of the folder's owner: never one that somebody put there by a hard link. A group
 * to which root's own key was given is intended.
 */
static bool is_ours(const struct stat *st, const struct stat *folder)
{
    if (geteuid() != 0)
        return st->st_uid == geteuid();
    return st->st_uid == folder->st_uid;
}

static unsigned wanted_mode(const struct stat *st)
{
    bool lent = st->st_uid == 0 && st->st_gid != 0;
    return mode_of(st) & (lent ? 0640U : 0600U);
}

static void narrow(const struct key_modes *m, str path, int fd, const struct stat *st)
{
    unsigned before = mode_of(st), wanted = wanted_mode(st);
    struct stat after = *st;
    bool changed = fchmod(fd, (mode_t)wanted) == 0 && fstat(fd, &after) == 0 && mode_of(&after) == wanted;
    if (changed)
        diag_add(m->diag, SEVERITY_WARNING, path, 0,
                 "others could read this key (mode %04o); it has mode %04o now, and no other program needs it", before,
                 wanted);
    else
        diag_add(m->diag, SEVERITY_WARNING, path, 0,
                 "others may read this key (mode %04o), and this file system does not let that be changed", before);
}

static void look_at_opened(const struct key_modes *m, str path, int fd)
{
    struct stat st, folder;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || stat(arena_z(m->arena, folder_of(path)), &folder) != 0 ||
        mode_of(&st) == wanted_mode(&st))
        return;
    str owner = name_of(st.st_uid, m->arena), word = private_shell_word(path, m->arena);
    if (!is_ours(&st, &folder))
        diag_add(m->diag, SEVERITY_WARNING, path, 0,
                 "others may read this key (mode %04o), and it belongs to %.*s; chmod %04o %.*s", mode_of(&st),
                 STR_ARG(owner), wanted_mode(&st), STR_ARG(word));
    else if (m->change)
        narrow(m, path, fd, &st);
    else
        diag_add(m->diag, SEVERITY_WARNING, path, 0, "others may read this key (mode %04o); serve gives it mode %04o",
                 mode_of(&st), wanted_mode(&st));
}

/* A key in the certificate folder. One that cannot be opened is reported where it is read. */
static void look_at_kept(const struct key_modes *m, str path)
{
    int fd = open(arena_z(m->arena, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 && errno == ELOOP)
        look_at_given(m, path);
    if (fd < 0)
        return;
    look_at_opened(m, path, fd);
    close(fd);
}

void key_modes_look(const struct key_modes *m)
{
    const struct config *c = m->config;
    look_at_folders(m, c->certs);
    look_at_kept(m, ARENA_CONCAT(m->arena, c->certs, STR("/ticket-secret")));
    if (c->tickets.secret.n)
        look_at_given(m, c->tickets.secret);
    for (size_t i = 0; i < c->hosts.count; i++) {
        const struct config_host *host = &c->hosts.items[i];
        if (host->key.n)
            look_at_given(m, host->key);
        else
            look_at_kept(m, certificate_key_path(c->certs, host->name, m->arena));
    }
}
