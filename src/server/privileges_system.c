/* setgroups(2), setresuid(2), capset(2) and prctl(2) are not in POSIX. */
#define _GNU_SOURCE
#include "server/privileges_system.h"

#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

bool privileges_system_drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}, {0}}, left[2] = {{0}, {0}};
    if (syscall(SYS_capset, &header, none) != 0 || syscall(SYS_capget, &header, left) != 0)
        return false;
    return memcmp(none, left, sizeof none) == 0;
}

bool privileges_system_become(uid_t user, gid_t group)
{
    if (setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 || setresuid(user, user, user) != 0)
        return false;
    uid_t real, effective, saved;
    gid_t real_group, effective_group, saved_group;
    if (getresuid(&real, &effective, &saved) != 0 || getresgid(&real_group, &effective_group, &saved_group) != 0)
        return false;
    bool user_changed = real == user && effective == user && saved == user;
    bool group_changed = real_group == group && effective_group == group && saved_group == group;
    return user_changed && group_changed && getgroups(0, NULL) == 0;
}

bool privileges_system_hide_memory(bool checked)
{
    const struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, checked, 0, 0, 0) == 0;
}

bool privileges_system_end_with(pid_t parent)
{
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && getppid() == parent;
}
