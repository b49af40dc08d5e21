/* setgroups(2) is in every system, though not in POSIX. */
#define _DEFAULT_SOURCE
#include "server/privileges_system.h"

#include <grp.h>
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

bool privileges_system_drop_capabilities(void)
{
    return true;
}

/* For root these change the saved user and group as well. */
bool privileges_system_become(uid_t user, gid_t group)
{
    if (setgroups(0, NULL) != 0 || setgid(group) != 0 || setuid(user) != 0)
        return false;
    return getuid() == user && geteuid() == user && getgid() == group && getegid() == group && getgroups(0, NULL) == 0;
}

bool privileges_system_hide_memory(bool checked)
{
    const struct rlimit none = {0, 0};
    (void)checked;
    return setrlimit(RLIMIT_CORE, &none) == 0;
}

static pid_t awaited;

/* No signal comes when a parent ends; the child gets another one. */
static void *wait_for_end(void *unused)
{
    (void)unused;
    while (getppid() == awaited)
        nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    _exit(1);
}

bool privileges_system_end_with(pid_t parent)
{
    pthread_t thread;
    awaited = parent;
    return getppid() == parent && pthread_create(&thread, NULL, wait_for_end, NULL) == 0 && pthread_detach(thread) == 0;
}
