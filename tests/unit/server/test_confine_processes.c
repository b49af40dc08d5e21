/* Other processes, memory that runs, and the kernel, by raw system calls and at every level of Landlock. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/confined.h"
#include "server/libc_trial.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

static void others_are_not_signalled_limited_or_slowed(void **state)
{
    (void)state;
    pid_t parent = getpid();
    const struct rlimit64 none = {0, 0};
    const siginfo_t info = {.si_signo = SIGTERM, .si_code = SI_QUEUE};
    const struct confined_call calls[] = {
        CALL(kill, parent, 0),
        CALL(kill, -1, 0),
        CALL(kill, 0, 0),
        CALL(tgkill, parent, parent, 0),
        CALL(tkill, parent, 0),
        CALL(rt_sigqueueinfo, parent, SIGTERM, ADDRESS(&info)),
        CALL(rt_tgsigqueueinfo, parent, parent, SIGTERM, ADDRESS(&info)),
        CALL(pidfd_open, parent, 0),
        CALL(pidfd_send_signal, 0, 0, 0, 0),
        CALL(prlimit64, parent, RLIMIT_NOFILE, ADDRESS(&none), 0),
        CALL(prlimit64, parent, RLIMIT_NOFILE, 0, ADDRESS(&none)),
        CALL(prlimit64, 0, RLIMIT_NOFILE, ADDRESS(&none), 0),
        CALL(setrlimit, RLIMIT_NOFILE, ADDRESS(&none)),
        CALL(setpriority, PRIO_PROCESS, parent, 19),
        CALL(setpriority, PRIO_USER, 0, 19),
        CALL(setpriority, PRIO_PGRP, 0, 19),
        CALL(sched_setaffinity, parent, 8, ADDRESS(&none)),
        CALL(sched_setscheduler, parent, 0, ADDRESS(&none)),
        CALL(sched_setattr, parent, ADDRESS(&none), 0),
        CALL(ioprio_set, 1, parent, 0),
        CALL(setpgid, 0, 0),
        CALL(setsid, 0),
        CALL(wait4, -1, 0, 0, 0),
        CALL(migrate_pages, parent, 0, 0, 0),
        CALL(move_pages, parent, 0, 0, 0, 0, 0),
        CALL(get_robust_list, parent, 0, 0),
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    confined_unknown(PROCESS_KEEPER, calls, COUNT(calls));
    confined_unknown(PROCESS_MAKER, calls, COUNT(calls));
}

static void tracing_and_the_memory_of_others_end_the_process(void **state)
{
    (void)state;
    pid_t parent = getpid();
    char byte = 0;
    struct iovec here = {&byte, 1}, there = {&byte, 1};
    const struct confined_call calls[] = {
        CALL(ptrace, PTRACE_ATTACH, parent, 0, 0),
        CALL(ptrace, PTRACE_TRACEME, 0, 0, 0),
        CALL(process_vm_readv, parent, ADDRESS(&here), 1, ADDRESS(&there), 1, 0),
        CALL(process_vm_writev, parent, ADDRESS(&here), 1, ADDRESS(&there), 1, 0),
        CALL(pidfd_getfd, 0, 0, 0),
        CALL(kcmp, parent, parent, 0, 0, 0),
    };
    confined_fatal(PROCESS_WORKER, calls, COUNT(calls));
    confined_fatal(PROCESS_KEEPER, calls, COUNT(calls));
    confined_fatal(PROCESS_MAKER, calls, COUNT(calls));
    confined_fatal(PROCESS_PARENT, calls, COUNT(calls));
}

static void programs_end_the_process(void **state)
{
    (void)state;
    char path[] = "/bin/true";
    char *const arguments[] = {path, NULL};
    const struct confined_call calls[] = {
        CALL(execve, ADDRESS(path), ADDRESS(arguments), 0),
        CALL(execveat, AT_FDCWD, ADDRESS(path), ADDRESS(arguments), 0, 0),
    };
    confined_fatal(PROCESS_WORKER, calls, COUNT(calls));
    confined_fatal(PROCESS_KEEPER, calls, COUNT(calls));
    confined_fatal(PROCESS_MAKER, calls, COUNT(calls));
    confined_fatal(PROCESS_PARENT, calls, COUNT(calls));
}

static void memory_that_runs_ends_the_process(void **state)
{
    (void)state;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const struct confined_call calls[] = {
        CALL(mmap, 0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        CALL(mmap, 0, 4096, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        CALL(mprotect, ADDRESS(page), 4096, PROT_READ | PROT_EXEC),
        CALL(pkey_mprotect, ADDRESS(page), 4096, PROT_EXEC, -1),
    };
    confined_fatal(PROCESS_WORKER, calls, COUNT(calls));
    confined_fatal(PROCESS_KEEPER, calls, COUNT(calls));
    const struct confined_call for_parent[] = {calls[0], calls[1], calls[2], calls[3]};
    confined_unknown(PROCESS_PARENT, for_parent, COUNT(for_parent));
    confined_unknown(PROCESS_MAKER, for_parent, COUNT(for_parent));
    const struct confined_call others[] = {
        CALL(shmat, 0, 0, 0100000 /* SHM_EXEC */),
        CALL(shmget, 0, 4096, 01600),
        CALL(personality, 0x0400000 /* READ_IMPLIES_EXEC */),
        CALL(remap_file_pages, ADDRESS(page), 4096, 0, 0, 0),
        CALL(madvise, ADDRESS(page), 4096, 100 /* MADV_HWPOISON */),
        CALL(madvise, ADDRESS(page), 4096, MADV_MERGEABLE),
        CALL(mlockall, 1),
    };
    confined_unknown(PROCESS_WORKER, others, COUNT(others));
    munmap(page, 4096);
}

static void a_new_process_or_namespace_is_unknown(void **state)
{
    (void)state;
    struct clone_args args = {.exit_signal = SIGCHLD};
    const struct confined_call calls[] = {
        CALL(clone, SIGCHLD, 0, 0, 0, 0),
        CALL(clone, CLONE_VM | SIGCHLD, 0, 0, 0, 0),
        CALL(clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0),
        CALL(clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0),
        CALL(clone, CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | CLONE_NEWUSER, 0, 0, 0, 0),
        CALL(clone, CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | CLONE_NEWNS, 0, 0, 0, 0),
        CALL(clone, CLONE_THREAD | CLONE_SIGHAND | CLONE_VM | CLONE_NEWNET, 0, 0, 0, 0),
        CALL(clone3, ADDRESS(&args), sizeof args),
#ifdef SYS_fork
        CALL(fork, 0),
#endif
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    confined_unknown(PROCESS_KEEPER, calls, COUNT(calls));
    const struct confined_call namespaces[] = {
        CALL(unshare, CLONE_NEWUSER), CALL(setns, 0, CLONE_NEWUSER), CALL(mount, 0, 0, 0, 0, 0),
        CALL(umount2, 0, 0),          CALL(chroot, ADDRESS("/")),    CALL(pivot_root, 0, 0),
    };
    confined_fatal(PROCESS_WORKER, namespaces, COUNT(namespaces));
    confined_fatal(PROCESS_PARENT, namespaces, COUNT(namespaces));
    const struct confined_call of_parent[] = {calls[3], calls[7]};
    confined_unknown(PROCESS_PARENT, of_parent, COUNT(of_parent));
    confined_unknown(PROCESS_MAKER, calls, COUNT(calls));
}

static void the_kernel_is_left_alone(void **state)
{
    (void)state;
    char buffer[128] = "";
    const struct confined_call unknown[] = {
        CALL(io_uring_setup, 1, ADDRESS(buffer)),
        CALL(io_uring_enter, 0, 0, 0, 0, 0, 0),
        CALL(io_uring_register, 0, 0, 0, 0),
        CALL(fanotify_init, 0, 0),
        CALL(syslog, 10, 0, 0),
        CALL(reboot, 0, 0, 0, 0),
        CALL(settimeofday, 0, 0),
        CALL(clock_settime, 0, 0),
        CALL(adjtimex, ADDRESS(buffer)),
        CALL(sethostname, ADDRESS("x"), 1),
        CALL(swapon, 0, 0),
        CALL(quotactl, 0, 0, 0, 0),
        CALL(acct, 0),
        CALL(timer_create, 0, 0, ADDRESS(buffer)),
        CALL(setitimer, 0, 0, 0),
        CALL(mq_open, ADDRESS("x"), O_RDWR | O_CREAT, 0600, 0),
        CALL(semget, 0, 1, 01600),
        CALL(msgget, 0, 01600),
        CALL(setuid, 0),
        CALL(setresuid, 0, 0, 0),
        CALL(setgroups, 0, 0),
        CALL(capset, ADDRESS(buffer), ADDRESS(buffer)),
        CALL(seccomp, 0, 0, 0),
        CALL(landlock_restrict_self, 0, 0),
        CALL(prctl, PR_SET_DUMPABLE, 1, 0, 0, 0),
        CALL(prctl, PR_SET_PTRACER, -1, 0, 0, 0),
        CALL(prctl, PR_SET_SECCOMP, 1, 0, 0, 0),
        CALL(prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0),
        CALL(vmsplice, 0, 0, 0, 0),
        CALL(tee, 0, 0, 0, 0),
        CALL(vhangup, 0),
        {"a call that no kernel has yet", 1000, {0}},
#ifdef __x86_64__
        CALL(iopl, 3),
        CALL(ioperm, 0, 1, 1),
        CALL(modify_ldt, 0, 0, 0),
        CALL(arch_prctl, 0x1002, 0),
        {"getpid of x32", 0x40000000L | SYS_getpid, {0}},
        {"execve of x32", 0x40000000L | 520, {0}},
#endif
    };
    confined_unknown(PROCESS_WORKER, unknown, COUNT(unknown));
    confined_unknown(PROCESS_KEEPER, unknown, COUNT(unknown));
    const struct confined_call fatal[] = {
        CALL(bpf, 0, ADDRESS(buffer), sizeof buffer),
        CALL(perf_event_open, ADDRESS(buffer), 0, -1, -1, 0),
        CALL(userfaultfd, 0),
        CALL(init_module, 0, 0, 0),
        CALL(finit_module, 0, 0, 0),
        CALL(kexec_load, 0, 0, 0, 0),
        CALL(keyctl, 0, 0, 0, 0, 0),
        CALL(add_key, 0, 0, 0, 0, 0),
        CALL(request_key, 0, 0, 0, 0),
    };
    confined_fatal(PROCESS_WORKER, fatal, COUNT(fatal));
    confined_fatal(PROCESS_PARENT, fatal, COUNT(fatal));
}

#ifdef __x86_64__
static int call_as_i386(void *context)
{
    long result = 20; /* getpid of i386; writev, which is allowed, of x86-64 */
    (void)context;
    /* A kernel without these calls answers with this signal, which cmocka and sanitizers would take. */
    signal(SIGSEGV, SIG_DFL);
    if (!confined_enter(PROCESS_WORKER, LANDLOCK_NONE, NULL))
        return 1;
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    return 2;
}

static void calls_of_another_architecture_end_the_process(void **state)
{
    (void)state;
    int result = in_child(call_as_i386, NULL);
    assert_true(result == 1000 + SIGSYS || result == 1000 + SIGSEGV);
}
#endif

static int try_libc(void *context)
{
    const enum process_kind *kind = context;
    int folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!confined_enter(*kind, LANDLOCK_NEWEST, &folder))
        return CONFINED_NOT;
    return (int)libc_trial(folder);
}

/* The keeper's list stands in for one that a new libc goes beyond: it has no pipes and no folders. */
static void what_libc_is_refused_is_told_by_name(void **state)
{
    (void)state;
    enum process_kind worker = PROCESS_WORKER, keeper = PROCESS_KEEPER;
    assert_int_equal(in_child(try_libc, &worker), 0);
    assert_int_equal(in_child(try_libc, &keeper), 2);
}

static void *in_thread(void *given)
{
    return given;
}

static int try_ordinary_work(void *level)
{
    pthread_t thread;
    void *came = NULL;
    char name[] = "x", *large;
    struct timespec moment = {.tv_nsec = 1000}, now;
    struct rlimit files;
    if (!confined_enter(PROCESS_WORKER, *(const int *)level, NULL))
        return 1;
    if (pthread_create(&thread, NULL, in_thread, name) != 0 || pthread_join(thread, &came) != 0 || came != name)
        return 2;
    large = malloc(64 << 20);
    if (!large)
        return 3;
    large[1 << 20] = 1;
    free(large);
    if (nanosleep(&moment, NULL) != 0 || clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
        return 4;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || setpriority(PRIO_PROCESS, 0, 10) != 0)
        return 5;
    abort();
}

static void ordinary_work_goes_on_inside_and_abort_ends_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < CONFINED_LEVELS; i++)
        assert_int_equal(in_child(try_ordinary_work, (void *)(uintptr_t)&confined_levels[i]), 1000 + SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(others_are_not_signalled_limited_or_slowed),
        cmocka_unit_test(tracing_and_the_memory_of_others_end_the_process),
        cmocka_unit_test(programs_end_the_process),
        cmocka_unit_test(memory_that_runs_ends_the_process),
        cmocka_unit_test(a_new_process_or_namespace_is_unknown),
        cmocka_unit_test(the_kernel_is_left_alone),
#ifdef __x86_64__
        cmocka_unit_test(calls_of_another_architecture_end_the_process),
#endif
        cmocka_unit_test(what_libc_is_refused_is_told_by_name),
        cmocka_unit_test(ordinary_work_goes_on_inside_and_abort_ends_it),
    };
    return cmocka_run_group_tests_name("server/confine_processes", tests, NULL, NULL);
}
