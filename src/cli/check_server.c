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
                 "this kernel has no Landlock: a worker reads and writes what the rights of its user allow");
    else
        diag_add(diag, SEVERITY_NOTE, STR(""), 0,
                 "this kernel has Landlock %d: a worker reads below the capsules and opens nothing else%s", version,
                 version < LANDLOCK_WITH_TRUNCATE ? "; a file there that its user may write can be emptied, so let "
                                                    "that user own none"
                                                  : "");
}

static const char *filter_text(enum syscall_filter filter)
{
    switch (filter) {
    case FILTER_NONE:
        break;
    case FILTER_OF_REFUSALS:
        return "this kernel has seccomp filters; on this processor some system calls are refused, and the others pass";
    case FILTER_OF_ALLOWED:
        return "this kernel has seccomp filters: each process makes the system calls of its list only";
    }
    return "this kernel has no seccomp filters: a worker that is taken over makes any system call";
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
                 "sandbox is require, and this machine has no %s for it; write sandbox: on to serve without", lack);
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
             "the secret of the session tickets is %lld %s old; a new one: splashdown cert tickets %.*s", days,
             days == 1 ? "day" : "days", STR_ARG(c->tickets.secret));
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
