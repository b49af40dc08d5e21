/*
 * The calls of workers and the keeper: seen in runs of all tests, and among those that our objects, libuv and libcrypto
 * require of libc. Calls made with each request come first, since a kernel before 5.11 goes through the list each time;
 * later ones remember the calls that are allowed whatever their arguments.
 */
#define _GNU_SOURCE
#include "server/syscall_list.h"

#include "server/syscall_table.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#if defined(__x86_64__) || defined(__aarch64__)

/* Beyond those that the headers of Debian 12 name. */
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE 103
#endif

#define NEW_NAMESPACES                                                                                                 \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
#define WRITING (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_ASYNC | (O_TMPFILE & ~O_DIRECTORY))

/* A message goes to the peer of the socket: without an address, and without connecting on the way (TCP Fast Open). */
#define SEND_TO_PEER                                                                                                   \
    {                                                                                                                  \
        .call = SYS_sendto, .verdict = SYSCALL_ALLOWED, .test_count = 3, .tests = {                                    \
            {.argument = 4, .mask = WHOLE},                                                                            \
            {.argument = 4, .upper = true, .mask = WHOLE},                                                             \
            {.argument = 3, .mask = MSG_FASTOPEN}                                                                      \
        }                                                                                                              \
    }

static const struct syscall_rule of_worker[] = {
    SEND_TO_PEER,
    ALLOW(recvfrom),
    ALLOW(read),
    ALLOW(write),
#ifdef SYS_epoll_wait
    ALLOW(epoll_wait),
#endif
    ALLOW(epoll_pwait),
    ALLOW(epoll_ctl),
    ALLOW(accept4),
    ALLOW(close),
    ALLOW(openat2),
    ALLOW(newfstatat),
    ALLOW(fstat),
    ALLOW(preadv2),
    ALLOW(pread64),
    ALLOW(writev),
    ALLOW_VALUE(shutdown, 1, SHUT_WR),
    ALLOW_VALUES(setsockopt, 1, IPPROTO_TCP, 2, TCP_QUICKACK),
    ALLOW_VALUES(setsockopt, 1, IPPROTO_TCP, 2, TCP_NOTSENT_LOWAT),
    ALLOW_VALUE(ioctl, 1, TIOCOUTQ),
    /* Answered by a program of its own (syscall_filter.c). */
    ALLOW_VALUE(ioctl, 1, FIONBIO),
    /* files, for reading; the flags for openat2 lie in memory that a filter cannot see */
    ALLOW_WITHOUT(openat, 2, WRITING),
#ifdef SYS_open
    ALLOW_WITHOUT(open, 1, WRITING),
#endif
    ALLOW(statx),
    ALLOW(readlinkat),
    ALLOW(getdents64),
    ALLOW(lseek),
    ALLOW(readv),
    ALLOW(fadvise64),
    ALLOW(inotify_init1),
    ALLOW(inotify_add_watch),
    ALLOW(inotify_rm_watch),
    /* the channel to the parent */
    ALLOW(recvmsg),
    ALLOW_WITHOUT(sendmsg, 2, MSG_FASTOPEN),
    /* descriptors */
    ALLOW_VALUE(fcntl, 1, F_GETFL),
    ALLOW_VALUE(fcntl, 1, F_GETFD),
    ALLOW_VALUE(fcntl, 1, F_SETFD),
    ALLOW_VALUE(fcntl, 1, F_DUPFD_CLOEXEC),
    ALLOW(dup),
    ALLOW(epoll_create1),
    ALLOW(eventfd2),
    ALLOW(pipe2),
#ifdef SYS_poll
    ALLOW(poll),
#endif
    ALLOW(ppoll),
    ALLOW(getsockopt),
    ALLOW(getsockname),
    ALLOW(getpeername),
    ALLOW_VALUES(setpriority, 0, PRIO_PROCESS, 1, 0),
};

static const struct syscall_rule of_keeper[] = {
    SEND_TO_PEER, ALLOW(recvfrom), ALLOW(pread64), ALLOW(close), ALLOW(write), ALLOW(newfstatat), ALLOW(fstat),
#ifdef SYS_poll
    ALLOW(poll),
#endif
    ALLOW(ppoll),
};

/* Calls that libc needs for memory, threads, time and an end. */
static const struct syscall_rule of_libc[] = {
    ALLOW(futex),
    ALLOW(rt_sigprocmask),
    ALLOW(clock_gettime),
    ALLOW_WITHOUT(mmap, 2, PROT_EXEC),
    ALLOW(munmap),
    ALLOW_WITHOUT(mprotect, 2, PROT_EXEC),
    ALLOW(mremap),
    ALLOW(brk),
    ALLOW_VALUE(madvise, 2, MADV_DONTNEED),
    ALLOW_VALUE(madvise, 2, MADV_FREE),
    ALLOW_VALUE(madvise, 2, MADV_WILLNEED),
    ALLOW_VALUE(madvise, 2, MADV_HUGEPAGE),
    ALLOW_VALUE(madvise, 2, MADV_NOHUGEPAGE),
    ALLOW_VALUE(madvise, 2, MADV_DONTDUMP),
    ALLOW_VALUE(madvise, 2, MADV_DODUMP),
    ALLOW_VALUE(madvise, 2, MADV_GUARD_INSTALL),
    ALLOW_VALUE(madvise, 2, MADV_GUARD_REMOVE),
    {.call = SYS_clone, .test_count = 1, .tests = {{.mask = CLONE_THREAD | NEW_NAMESPACES, .value = CLONE_THREAD}}},
    /* Answered by a program of its own (syscall_filter.c), with ENOSYS. */
    ALLOW(clone3),
    ALLOW(set_robust_list),
    ALLOW(rseq),
    ALLOW(sched_yield),
    ALLOW(sched_getaffinity),
    ALLOW(sigaltstack),
    ALLOW(rt_sigaction),
    ALLOW(rt_sigreturn),
    ALLOW(restart_syscall),
    ALLOW(getpid),
    ALLOW(gettid),
    ALLOW(getppid),
    ALLOW(getuid),
    ALLOW(geteuid),
    ALLOW(getgid),
    ALLOW(getegid),
    ALLOW(getrandom),
    ALLOW(gettimeofday),
    ALLOW(clock_getres),
    ALLOW(clock_nanosleep),
    ALLOW(nanosleep),
    ALLOW(getrusage),
    ALLOW(sysinfo),
    ALLOW(uname),
    ALLOW_VALUE(prctl, 0, PR_SET_NAME),
    {.call = SYS_prlimit64,
     .test_count = 3,
     .tests = {{.argument = 0, .mask = WHOLE},
               {.argument = 2, .mask = WHOLE},
               {.argument = 2, .upper = true, .mask = WHOLE}}},
    {.call = SYS_tgkill, .test_count = 1, .tests = {{.argument = 0, .own = true, .mask = WHOLE}}},
    ALLOW(exit),
    ALLOW(exit_group),
};

/* LeakSanitizer stops its own process by a task that shares its memory, traces it, and reads about it. */
static const struct syscall_rule of_leak_checker[] = {
    {.call = SYS_clone, .test_count = 1, .tests = {{.mask = CLONE_VM | NEW_NAMESPACES, .value = CLONE_VM}}},
    ALLOW(ptrace),
    ALLOW(wait4),
    ALLOW(read),
    ALLOW(newfstatat),
    ALLOW(readlinkat),
    ALLOW(getdents64),
    ALLOW(openat),
#ifdef SYS_open
    ALLOW(open),
    ALLOW(readlink),
    ALLOW(getdents),
#endif
    ALLOW_VALUE(prctl, 0, PR_SET_PTRACER),
    ALLOW_VALUE(prctl, 0, PR_GET_DUMPABLE),
    ALLOW_VALUE(prctl, 0, PR_SET_DUMPABLE),
    ALLOW_VALUE(prctl, 0, PR_SET_PDEATHSIG),
};

/* No library makes these calls: a process that does is no longer ours. */
static const struct syscall_rule fatal[] = {
    FATAL(execve),      FATAL(execveat),    FATAL(ptrace),       FATAL(process_vm_readv), FATAL(process_vm_writev),
    FATAL(pidfd_getfd), FATAL(kcmp),        FATAL(bpf),          FATAL(perf_event_open),  FATAL(userfaultfd),
    FATAL(unshare),     FATAL(setns),       FATAL(mount),        FATAL(umount2),          FATAL(pivot_root),
    FATAL(chroot),      FATAL(init_module), FATAL(finit_module), FATAL(kexec_load),       FATAL(add_key),
    FATAL(request_key), FATAL(keyctl),
};

/* A library that is loaded, or a name that is looked up, costs the parent a line in its log and no more. */
static const struct syscall_rule fatal_for_who_serves[] = {
    FATAL(connect), FATAL(mmap), FATAL(mprotect), FATAL(pkey_mprotect), FATAL(process_madvise),
};

bool syscall_list_names_allowed(void)
{
    return true;
}

static void add(struct syscall_list *list, struct syscall_rules part)
{
    list->parts[list->count++] = part;
}

void syscall_list_of(enum process_kind kind, bool checked, struct syscall_list *list)
{
    *list = (struct syscall_list){.otherwise = SYSCALL_UNKNOWN};
    switch (kind) {
    case PROCESS_WORKER:
        add(list, RULES(of_worker));
        break;
    case PROCESS_KEEPER:
        add(list, RULES(of_keeper));
        break;
    case PROCESS_PARENT:
        add(list, syscall_rules_of_parent());
        add(list, RULES(of_worker));
        add(list, syscall_rules_of_maker());
        break;
    case PROCESS_MAKER:
        add(list, syscall_rules_of_maker());
        break;
    }
    add(list, RULES(of_libc));
    if (checked)
        add(list, RULES(of_leak_checker));
    if (kind == PROCESS_WORKER || kind == PROCESS_KEEPER)
        add(list, RULES(fatal_for_who_serves));
    add(list, RULES(fatal));
}

#endif
