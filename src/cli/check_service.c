/*
 * The package's service is started as its own user, never as root: what root opened for workers of its own is out of
 * its reach. A server that root starts opens capsules, keys and logs as root.
 */
#include "cli/check.h"

#include "server/privileges.h"
#include "server/reach.h"
#include "tls/certificate.h"
#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

struct trial {
    const struct config *config;
    str user;
    struct arena *arena;
    struct diag *diag;
};

static void warn(const struct trial *t, str path, const char *what, str mend)
{
    diag_add(t->diag, SEVERITY_WARNING, path, 0,
             "a service that is started as %.*s, as the package's is, cannot %s: %.*s; a server that root starts can",
             STR_ARG(t->user), what, STR_ARG(mend));
}

static bool is_forbidden(const struct trial *t, str path, int rights)
{
    return faccessat(AT_FDCWD, arena_z(t->arena, path), rights, AT_EACCESS) != 0 && errno == EACCES;
}

static void try_file(const struct trial *t, str path, int rights, const char *what)
{
    if (is_forbidden(t, path, rights))
        warn(t, path, what, private_mend(path, EACCES, t->arena));
}

static void try_host(const struct trial *t, const struct config_host *host)
{
    const struct config *c = t->config;
    str barrier = reach_barrier(host->capsule, t->arena);
    if (barrier.n)
        warn(t, host->capsule, "open this capsule", reach_mend(barrier, host->capsule, t->user, t->arena));
    if (!c->gemini.port)
        return;
    str key = host->key.n ? host->key : certificate_key_path(c->certs, host->name, t->arena);
    try_file(t, key, R_OK, "read this key");
    if (host->certificate.n)
        try_file(t, host->certificate, R_OK, "read this certificate");
}

/* A log that is not there yet is made in its folder. */
static void try_log(const struct trial *t)
{
    str path = t->config->log.access;
    size_t slash = str_find_last(path, '/');
    if (str_eq(path, STR("stdout")) || str_eq(path, STR("off")))
        return;
    bool there = access(arena_z(t->arena, path), F_OK) == 0;
    str folder = slash == STR_NONE ? STR(".") : str_first(path, slash ? slash : 1);
    try_file(t, there ? path : folder, there ? W_OK : W_OK | X_OK, "write this log");
}

static void try_all(const struct trial *t, const struct identity *who)
{
    struct privileges before;
    if (!privileges_assume(who, &before))
        return;
    for (size_t i = 0; i < t->config->hosts.count; i++)
        try_host(t, &t->config->hosts.items[i]);
    if (t->config->tickets.secret.n)
        try_file(t, t->config->tickets.secret, R_OK, "read this secret");
    try_log(t);
    privileges_resume(&before);
}

/* Without an account of that name there is no such service. */
void check_service(const struct config *c, struct diag *diag)
{
    struct trial t = {.config = c, .user = c->user, .arena = arena_create(), .diag = diag};
    const struct passwd *account = getpwnam(arena_z(t.arena, c->user));
    const struct identity who = {
        .change = true, .user = account ? account->pw_uid : 0, .group = account ? account->pw_gid : 0};
    if (account && geteuid() == 0)
        try_all(&t, &who);
    else if (account && account->pw_uid != geteuid())
        diag_add(diag, SEVERITY_NOTE, STR(""), 0,
                 "checked as %.*s; what the service's user %.*s may open was not tried: sudo splashdown check -c %.*s",
                 STR_ARG(reach_user(t.arena)), STR_ARG(c->user), STR_ARG(private_shell_word(c->file, t.arena)));
    arena_destroy(t.arena);
}
