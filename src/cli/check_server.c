#include "cli/check.h"

#include "base/beneath.h"
#include "base/clock.h"
#include "base/sanitized.h"
#include "server/certificate_lint.h"
#include "server/limits_lint.h"
#include "server/own_files.h"
#include "server/privileges.h"
#include "server/sandbox.h"
#include "server/tickets.h"
#include "tls/ticket_secret.h"

static void tell_landlock(int version, struct diag *diag)
{
    if (!version)
        diag_add(diag, SEVERITY_NOTE, STR(""), 0,
                 "this kernel has no Landlock: a worker can read and write whatever its user may");
    else
        diag_add(diag, SEVERITY_NOTE, STR(""), 0,
                 "this kernel has Landlock %d: a worker can read below the capsules and open nothing else%s", version,
                 version < LANDLOCK_WITH_TRUNCATE
                     ? "; it can still empty a file there that its user may write, so let that user own none"
                     : "");
}

static const char *filter_text(enum syscall_filter filter)
{
    switch (filter) {
    case FILTER_NONE:
        break;
    case FILTER_OF_REFUSALS:
        return "this kernel has seccomp filters; on this processor some system calls are refused and all others "
               "allowed";
    case FILTER_OF_ALLOWED:
        return "this kernel has seccomp filters: each process can make only the system calls on its list";
    }
    return "this kernel has no seccomp filters: a worker that is taken over can make any system call";
}

static void tell_sandbox(const struct config *c, struct diag *diag)
{
    struct sandbox s = sandbox_offered();
    const char *lack = sandbox_lack(&s);
    if (c->sandbox == SANDBOX_OFF)
        diag_add(diag, SEVERITY_WARNING, c->file, 0,
                 "sandbox is off; a worker that is taken over can read other files");
    if (c->sandbox == SANDBOX_REQUIRE && lack)
        diag_add(diag, SEVERITY_ERROR, c->file, 0,
                 "sandbox: require is set, but this machine has no %s; write sandbox: on to serve without it", lack);
    tell_landlock(s.landlock, diag);
    diag_add(diag, SEVERITY_NOTE, STR(""), 0, "%s", filter_text(s.filter));
    diag_add(diag, SEVERITY_NOTE, STR(""), 0,
             beneath_by_kernel() ? "this kernel has openat2"
                                 : "this kernel has no openat2: links in a capsule are not followed at all");
}

static void tell_tickets(const struct config *c, struct diag *diag)
{
    struct ticket_secrets secrets;
    tickets_lint(c, diag);
    if (!c->tickets.secret.n || ticket_secret_read(c->tickets.secret, diag, &secrets) != OK)
        return;
    long long days = (long long)((clock_now() - secrets.items[0].made) / 86400);
    diag_add(diag, SEVERITY_NOTE, c->tickets.secret, 0,
             "the secret of the session tickets is %lld %s old; make a new one with: splashdown cert tickets %.*s",
             days, days == 1 ? "day" : "days", STR_ARG(c->tickets.secret));
}

void check_server(const struct config *c, struct diag *diag)
{
    privileges_hide_memory(SANITIZED);
    if (c->gemini.port) {
        certificate_lint_gone(c, diag);
        certificate_lint_modes(c, diag);
        tell_tickets(c, diag);
    }
    for (size_t i = 0; i < c->hosts.count && c->gemini.port; i++) {
        certificate_lint(c, &c->hosts.items[i], SEVERITY_ERROR, diag);
        certificate_lint_key(c, &c->hosts.items[i], false, diag);
    }
    own_files_lint_paths(c, diag);
    limits_lint(c, diag);
    tell_sandbox(c, diag);
}
