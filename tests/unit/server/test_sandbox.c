#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/child.h"
#include "server/privileges.h"
#include "server/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* A capsule and a key beside it, in a folder that only its owner may enter. */
struct world {
    char root[64];
    int capsule;
};

static void write_file(int folder, const char *name, const char *text)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600 | S_IRGRP | S_IROTH);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static int set_up(void **state)
{
    static struct world w;
    strcpy(w.root, "/tmp/splashdown-sandbox-XXXXXX");
    if (!mkdtemp(w.root))
        return -1;
    int root = open(w.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    mkdirat(root, "capsule", 0755);
    w.capsule = openat(root, "capsule", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    write_file(root, "host.key", "secret");
    write_file(w.capsule, "index.gmi", "# Home");
    close(root);
    *state = &w;
    return w.capsule < 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    char path[128];
    unlinkat(w->capsule, "index.gmi", 0);
    close(w->capsule);
    snprintf(path, sizeof path, "%s/host.key", w->root);
    unlink(path);
    snprintf(path, sizeof path, "%s/capsule", w->root);
    rmdir(path);
    return rmdir(w->root);
}

static bool opens(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool reads_capsule(const struct world *w)
{
    char text[16];
    int fd = openat(w->capsule, "index.gmi", O_RDONLY | O_CLOEXEC);
    bool read_all = fd >= 0 && read(fd, text, sizeof text) == 6;
    if (fd >= 0)
        close(fd);
    return read_all;
}

/* As a worker does it: privileges first. */
static bool confine(const struct world *w)
{
    struct identity who;
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || !privileges_drop(&who))
        return false;
    struct sandbox offered = sandbox_offered(), entered = sandbox_enter(&w->capsule, 1);
    return entered.no_new_privileges && entered.landlock == offered.landlock && entered.seccomp == offered.seccomp;
}

static int try_files(void *context)
{
    const struct world *w = context;
    char key[128];
    snprintf(key, sizeof key, "%s/host.key", w->root);
    bool landlock = sandbox_offered().landlock;
    if (!confine(w))
        return 1;
    if (!reads_capsule(w))
        return 2;
    if (opens(key) || openat(w->capsule, "../host.key", O_RDONLY) >= 0)
        return 3;
    if (landlock && (opens("/etc/passwd") || opens("/")))
        return 4;
    if (openat(w->capsule, "new", O_WRONLY | O_CREAT, 0644) >= 0 || openat(w->capsule, "index.gmi", O_RDWR) >= 0)
        return 5;
    if (unlinkat(w->capsule, "index.gmi", 0) == 0 || mkdirat(w->capsule, "folder", 0755) == 0)
        return 6;
    return 0;
}

static void a_worker_reads_its_capsule_and_no_other_file(void **state)
{
    assert_int_equal(in_child(try_files, *state), 0);
}

static bool is_refused(long result)
{
    return result == -1 && errno == EPERM;
}

static int try_calls(void *context)
{
    char path[] = "/bin/true", *const arguments[] = {path, NULL};
    if (!confine(context))
        return 1;
    if (!is_refused(execve("/bin/true", arguments, arguments + 1)))
        return 2;
    if (!is_refused(socket(AF_INET, SOCK_STREAM, 0)) || !is_refused(socket(AF_INET6, SOCK_DGRAM, 0)) ||
        !is_refused(socket(AF_NETLINK, SOCK_RAW, 0)))
        return 3;
    int own = socket(AF_UNIX, SOCK_STREAM, 0);
    if (own < 0)
        return 4;
    close(own);
    if (!is_refused(unshare(CLONE_NEWUSER)) || !is_refused(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0)))
        return 5;
    if (!is_refused(mount("none", "/mnt", "tmpfs", 0, NULL)) || !is_refused(syscall(SYS_keyctl, 0, 0, 0, 0, 0)) ||
        !is_refused(syscall(SYS_bpf, 0, NULL, 0)) || !is_refused(ioctl(0, TIOCSTI, "x")))
        return 6;
    return 0;
}

static void a_worker_is_refused_what_it_never_needs(void **state)
{
    if (!sandbox_offered().seccomp)
        fail_msg("this kernel has no seccomp filters: nothing was tested");
    assert_int_equal(in_child(try_calls, *state), 0);
}

static int try_fork(void *context)
{
    if (!confine(context))
        return 1;
    int status;
    pid_t pid = fork();
    if (pid == 0)
        _exit(7);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return 2;
    return WIFEXITED(status) && WEXITSTATUS(status) == 7 ? 0 : 3;
}

static void ordinary_work_goes_on_inside(void **state)
{
    assert_int_equal(in_child(try_fork, *state), 0);
}

static int try_gain(void *context)
{
    if (!confine(context))
        return 1;
    if (setuid(0) == 0 || seteuid(0) == 0 || setgid(0) == 0)
        return 2;
    if (chroot("/") == 0)
        return 3;
    return getuid() == 0 ? 4 : 0;
}

static void a_worker_never_becomes_root_again(void **state)
{
    if (geteuid() != 0) {
        print_message("started by an ordinary user: there is nothing to give up\n");
        return;
    }
    assert_int_equal(in_child(try_gain, *state), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_reads_its_capsule_and_no_other_file),
        cmocka_unit_test(a_worker_is_refused_what_it_never_needs),
        cmocka_unit_test(ordinary_work_goes_on_inside),
        cmocka_unit_test(a_worker_never_becomes_root_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
