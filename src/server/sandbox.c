#define _GNU_SOURCE
#include "server/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/landlock.h of Debian 12 ends with version 2 of the interface; newer kernels take these, too. */
struct ruleset {
    uint64_t files, network, scope;
};
enum { FILES_ONLY = 8, WITH_NETWORK = 16, WITH_SCOPE = 24 }; /* bytes of it that each version knows */

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILE_RIGHTS_1 ((UINT64_C(1) << 13) - 1)
#define RIGHT_REFER (UINT64_C(1) << 13)     /* version 2 */
#define RIGHT_TRUNCATE (UINT64_C(1) << 14)  /* version 3 */
#define RIGHT_IOCTL_DEV (UINT64_C(1) << 15) /* version 5 */
#define NETWORK_RIGHTS UINT64_C(3)          /* version 4: bind, connect by TCP */
#define SCOPES UINT64_C(3)                  /* version 6: abstract Unix sockets, signals */

static int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

static int make_ruleset(int version)
{
    struct ruleset all = {.files = FILE_RIGHTS_1};
    size_t size = FILES_ONLY;
    if (version >= 2)
        all.files |= RIGHT_REFER;
    if (version >= LANDLOCK_WITH_TRUNCATE)
        all.files |= RIGHT_TRUNCATE;
    if (version >= 4) {
        all.network = NETWORK_RIGHTS;
        size = WITH_NETWORK;
    }
    if (version >= 5)
        all.files |= RIGHT_IOCTL_DEV;
    if (version >= 6) {
        all.scope = SCOPES;
        size = WITH_SCOPE;
    }
    return (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
}

static bool allow_reading(int ruleset, int folder)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = READING, .parent_fd = folder};
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/* LeakSanitizer reads about its own process. */
static void allow_leak_checker(int ruleset)
{
    int proc = open("/proc", O_PATH | O_CLOEXEC);
    if (proc < 0)
        return;
    allow_reading(ruleset, proc);
    close(proc);
}

static bool restrict_files(const struct sandbox_wanted *w, int version)
{
    int ruleset = make_ruleset(version);
    if (ruleset < 0)
        return false;
    bool allowed = true;
    for (size_t i = 0; i < w->count && allowed; i++)
        allowed = w->folders[i] < 0 || allow_reading(ruleset, w->folders[i]);
    if (w->checked)
        allow_leak_checker(ruleset);
    bool restricted = allowed && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return restricted;
}

struct sandbox sandbox_offered(void)
{
    return (struct sandbox){
        .no_new_privileges = true, .landlock = landlock_version(), .filter = syscall_filter_offered()};
}

const char *sandbox_lack(const struct sandbox *s)
{
    if (!s->no_new_privileges)
        return "no_new_privs";
    if (!s->landlock)
        return "Landlock";
    return s->filter == FILTER_OF_ALLOWED ? NULL : "a seccomp filter by what is allowed";
}

bool sandbox_is_whole(const struct sandbox *s)
{
    return !sandbox_lack(s);
}

struct sandbox sandbox_enter(const struct sandbox_wanted *w)
{
    struct sandbox entered = {.no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0};
    if (!entered.no_new_privileges)
        return entered;
    int version = landlock_version();
    if (version > w->landlock)
        version = w->landlock;
    if (version && restrict_files(w, version))
        entered.landlock = version;
    if (!w->any_call)
        entered.filter = syscall_filter_install(w->kind, w->checked);
    return entered;
}
