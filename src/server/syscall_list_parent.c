/*
 * The calls of the parent once it serves. Filters add up in its children, so everything that they need is here, too;
 * their own lists say what they lose of it.
 */
#define _GNU_SOURCE
#include "server/syscall_table.h"

#include <linux/sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#if defined(__x86_64__) || defined(__aarch64__)

#define NEW_NAMESPACES                                                                                                 \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

/* Keys and certificates are read, made and written. */
static const struct syscall_rule of_maker[] = {
    ALLOW(read),
    ALLOW(write),
    ALLOW(writev),
    ALLOW(readv),
    ALLOW(pread64),
    ALLOW(pwrite64),
    ALLOW(close),
    ALLOW(openat),
    ALLOW(openat2),
    ALLOW(newfstatat),
    ALLOW(fstat),
    ALLOW(statx),
    ALLOW(fstatfs),
    ALLOW(statfs),
    ALLOW(faccessat),
    ALLOW(faccessat2),
    ALLOW(getdents64),
    ALLOW(lseek),
    ALLOW(readlinkat),
    ALLOW(getcwd),
    ALLOW(mkdirat),
    ALLOW(renameat),
    ALLOW(renameat2),
    ALLOW(linkat),
    ALLOW(symlinkat),
    ALLOW(unlinkat),
    ALLOW(fchmod),
    ALLOW(fchmodat),
    ALLOW(fchown),
    ALLOW(fchownat),
    ALLOW(ftruncate),
    ALLOW(fsync),
    ALLOW(fdatasync),
    ALLOW(flock),
    ALLOW(fcntl),
    ALLOW(dup),
    ALLOW(dup3),
    ALLOW(pipe2),
    ALLOW(umask),
    ALLOW(ppoll),
    ALLOW_VALUE(ioctl, 1, TCGETS),
#ifdef SYS_open
    ALLOW(open),
    ALLOW(stat),
    ALLOW(lstat),
    ALLOW(access),
    ALLOW(readlink),
    ALLOW(mkdir),
    ALLOW(rmdir),
    ALLOW(rename),
    ALLOW(link),
    ALLOW(symlink),
    ALLOW(unlink),
    ALLOW(chmod),
    ALLOW(chown),
    ALLOW(lchown),
    ALLOW(dup2),
    ALLOW(poll),
#endif
};

static const struct syscall_rule of_parent[] = {
    ALLOW(rt_sigtimedwait),
    ALLOW(signalfd4),
    ALLOW(wait4),
    ALLOW(waitid),
    ALLOW(kill),
    ALLOW(tgkill),
    /* processes */
    ALLOW_WITHOUT(clone, 0, NEW_NAMESPACES),
    ALLOW(setresuid),
    ALLOW(setresgid),
    ALLOW(setuid),
    ALLOW(setgid),
    ALLOW(setreuid),
    ALLOW(setregid),
    ALLOW(setfsuid),
    ALLOW(setfsgid),
    ALLOW(setgroups),
    ALLOW(getgroups),
    ALLOW(getresuid),
    ALLOW(getresgid),
    ALLOW(capget),
    ALLOW(capset),
    ALLOW(close_range),
    ALLOW(prlimit64),
    ALLOW(setpriority),
    ALLOW(getpriority),
    ALLOW_VALUE(prctl, 0, PR_SET_DUMPABLE),
    ALLOW_VALUE(prctl, 0, PR_SET_PDEATHSIG),
    ALLOW_VALUE(prctl, 0, PR_SET_NO_NEW_PRIVS),
    ALLOW_VALUE(prctl, 0, PR_CAPBSET_READ),
    ALLOW(seccomp),
    ALLOW(landlock_create_ruleset),
    ALLOW(landlock_add_rule),
    ALLOW(landlock_restrict_self),
    /* sockets */
    ALLOW(socket),
    ALLOW(socketpair),
    ALLOW(bind),
    ALLOW(listen),
    ALLOW(connect),
    ALLOW(setsockopt),
    ALLOW(sendto),
    ALLOW(sendmsg),
    ALLOW(sendmmsg),
    ALLOW(shutdown),
    ALLOW(recvmsg),
    /* slots that are its own */
    ALLOW(memfd_create),
    ALLOW_VALUE(madvise, 2, MADV_DONTFORK),
    ALLOW_VALUE(madvise, 2, MADV_DOFORK),
};

struct syscall_rules syscall_rules_of_maker(void)
{
    return RULES(of_maker);
}

struct syscall_rules syscall_rules_of_parent(void)
{
    return RULES(of_parent);
}

#endif
