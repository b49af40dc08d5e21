/*
 * The state of a check for anything that would keep a server from starting with a configuration, or from serving one of
 * its hosts; made before an upgrade.
 */
#include "cli/check.h"

#include "base/sanitized.h"
#include "cli/load.h"
#include "content/load.h"
#include "server/certificate_lint.h"
#include "server/own_files.h"
#include "server/privileges.h"
#include "server/reach.h"
#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct starting {
    const struct config *config;
    struct arena *arena;
    struct diag *diag;
};

static str above(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? STR(".") : slash ? str_first(path, slash) : STR("/");
}

/* Checks that a file can be made in FOLDER; MADE: the server makes the folder, and those above it, when they are
 * missing. */
static void check_writable(struct starting *s, str folder, bool made, const char *what)
{
    const char *z = arena_z(s->arena, folder);
    while (made && access(z, F_OK) != 0 && errno == ENOENT && !str_eq(folder, STR("/")) && !str_eq(folder, STR("."))) {
        folder = above(folder);
        z = arena_z(s->arena, folder);
    }
    if (access(z, W_OK | X_OK) == 0)
        return;
    int reason = errno;
    str mend = private_mend(folder, reason, s->arena);
    diag_add(s->diag, SEVERITY_ERROR, folder, 0, "%s cannot be made here: %s; %.*s", what, strerror(reason),
             STR_ARG(mend));
}

static void check_readable(struct starting *s, str path, const char *what)
{
    if (access(arena_z(s->arena, path), R_OK) == 0 || errno != EACCES)
        return;
    diag_add(s->diag, SEVERITY_ERROR, path, 0, "%s cannot be read: %s; %.*s", what, strerror(EACCES),
             STR_ARG(private_mend(path, EACCES, s->arena)));
}

static void check_certificates(struct starting *s)
{
    const struct config *c = s->config;
    certificate_lint_gone(c, s->diag);
    certificate_lint_modes(c, s->diag);
    for (size_t i = 0; i < c->hosts.count; i++) {
        certificate_lint(c, &c->hosts.items[i], SEVERITY_WARNING, s->diag);
        certificate_lint_key(c, &c->hosts.items[i], true, s->diag);
    }
    if (c->tickets.secret.n)
        check_readable(s, c->tickets.secret, "the secret of the session tickets");
    if (certificate_lint_lacks(c))
        check_writable(s, c->certs, true, "keys");
}

static void add_errors(struct starting *s, str capsule, const struct diag *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct diag_entry *e = &from->entries[i];
        str file = e->file.n ? ARENA_CONCAT(s->arena, capsule, STR("/"), e->file) : capsule;
        if (e->severity == SEVERITY_ERROR)
            diag_copy(s->diag, e, file);
    }
}

/* Only what keeps the whole host from being served: problems with posts are left to their author. */
static void check_host(struct starting *s, str capsule)
{
    struct loaded l;
    load_nothing(&l);
    l.options.drafts = s->config->drafts;
    l.options.future = s->config->future;
    l.options.kind = s->config->kind;
    l.root = load_folder(arena_z(s->arena, capsule));
    int failed = errno;
    if (l.root < 0)
        diag_add(s->diag, SEVERITY_ERROR, capsule, 0, "cannot be opened as a capsule: %s; %.*s", strerror(failed),
                 STR_ARG(reach_advice(capsule, failed, STR("name a folder that can be read"), s->arena)));
    else if (site_load(l.root, &l.options, NULL, &l.diag, &l.site) != OK) {
        int reason = errno;
        add_errors(s, capsule, &l.diag);
        if (!l.diag.errors)
            diag_add(s->diag, SEVERITY_ERROR, capsule, 0, "cannot be read: %s", strerror(reason));
    }
    load_finish(&l);
}

static void check_log(struct starting *s)
{
    str path = s->config->log.access;
    if (str_eq(path, STR("stdout")) || str_eq(path, STR("off")))
        return;
    if (access(arena_z(s->arena, path), F_OK) != 0) {
        check_writable(s, above(path), false, "the access log");
        return;
    }
    if (access(arena_z(s->arena, path), W_OK) == 0)
        return;
    int reason = errno;
    str mend = private_mend(path, reason, s->arena);
    diag_add(s->diag, SEVERITY_ERROR, path, 0, "the access log cannot be written: %s; %.*s", strerror(reason),
             STR_ARG(mend));
}

void check_start(const struct config *c, struct diag *diag)
{
    struct starting s = {c, arena_create(), diag};
    struct identity who;
    privileges_hide_memory(SANITIZED);
    identity_find(c->user, !c->user_given, diag, &who);
    own_files_lint_paths(c, diag);
    if (c->gemini.port)
        check_certificates(&s);
    for (size_t i = 0; i < c->hosts.count; i++)
        check_host(&s, c->hosts.items[i].capsule);
    check_log(&s);
    if (c->status.n)
        check_writable(&s, above(c->status), false, "the status socket");
    arena_destroy(s.arena);
}
