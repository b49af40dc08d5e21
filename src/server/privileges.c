/* setgroups(2) is not in POSIX. */
#define _DEFAULT_SOURCE
#include "server/privileges.h"

#include "base/sanitized.h"
#include "server/privileges_system.h"
#include "server/user_namespace.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum err identity_find(str name, bool fallback, struct diag *diag, struct identity *out)
{
    *out = (struct identity){.change = geteuid() == 0};
    if (!out->change)
        return OK;
    struct arena *arena = arena_create();
    const struct passwd *account = getpwnam(arena_z(arena, name));
    if (!account && fallback)
        account = getpwnam("nobody");
    arena_destroy(arena);
    if (!account) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "user %.*s is unknown; make it (adduser --system --group %.*s), or name another with user:",
                 STR_ARG(name), STR_ARG(name));
        return ERR_NOT_FOUND;
    }
    if (account->pw_uid == 0) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "user %.*s is root, but workers never run as root; name another with user:", STR_ARG(name));
        return ERR_ACCESS;
    }
    out->user = account->pw_uid;
    out->group = account->pw_gid;
    if (user_namespace_allows(out->user, out->group))
        return OK;
    diag_add(diag, SEVERITY_ERROR, STR(""), 0,
             "workers cannot run as user %s (%lu): this container has no such user; start the server as a user that is "
             "not root (podman run --user 1000), or give the container more users (/etc/subuid)",
             account->pw_name, (unsigned long)account->pw_uid);
    return ERR_ACCESS;
}

str identity_name(const struct identity *who, struct arena *arena)
{
    const struct passwd *account = getpwuid(who->user);
    if (account)
        return arena_str(arena, str_of(account->pw_name));
    return arena_printf(arena, "%lu", (unsigned long)who->user);
}

static bool note_groups(struct privileges *before)
{
    before->count = getgroups(0, NULL);
    if (before->count <= 0)
        return before->count == 0;
    before->groups = calloc((size_t)before->count, sizeof *before->groups);
    return before->groups && getgroups(before->count, before->groups) == before->count;
}

bool privileges_assume(const struct identity *who, struct privileges *before)
{
    *before = (struct privileges){.changed = false};
    if (!who->change)
        return true;
    *before = (struct privileges){.changed = true, .user = geteuid(), .group = getegid()};
    if (!note_groups(before)) {
        free(before->groups);
        return false;
    }
    /* The user last: only root may change the others. */
    if (setgroups(0, NULL) == 0 && setegid(who->group) == 0 && seteuid(who->user) == 0)
        return true;
    privileges_resume(before);
    return false;
}

void privileges_resume(struct privileges *before)
{
    int reason = errno;
    if (!before->changed)
        return;
    bool back = seteuid(before->user) == 0 && setegid(before->group) == 0 &&
                setgroups((size_t)before->count, before->groups) == 0;
    free(before->groups);
    if (!back)
        abort();
    errno = reason;
}

bool privileges_drop(const struct identity *who)
{
    if (who->change && !privileges_system_become(who->user, who->group))
        return false;
    if (!privileges_system_drop_capabilities())
        return false;
    /* A way back would be a bug of ours or of the system: better no worker than one that could be root again. */
    if (who->change && (setuid(0) == 0 || setgid(0) == 0))
        return false;
    return privileges_hide_memory(SANITIZED);
}

bool privileges_hide_memory(bool checked)
{
    return privileges_system_hide_memory(checked);
}

bool privileges_end_with(pid_t parent)
{
    return privileges_system_end_with(parent);
}

void privileges_raise_files(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= files.rlim_max)
        return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}
