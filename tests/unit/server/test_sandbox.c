#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/child.h"
#include "server/privileges.h"
#include "server/sandbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

/* A capsule and a key beside it, in a folder that only its owner may enter. */
struct world {
    char root[64];
    int capsule;
    int version; /* of Landlock, at most */
    /* servers that a worker must not reach */
    int tcp, abstract;
    unsigned short port;
    struct sockaddr_un name;
};

static bool open_servers(struct world *w)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof here;
    w->tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(w->tcp, (const struct sockaddr *)&here, n) != 0 || listen(w->tcp, 1) != 0 ||
        getsockname(w->tcp, (struct sockaddr *)&here, &n) != 0)
        return false;
    w->port = ntohs(here.sin_port);
    w->name = (struct sockaddr_un){.sun_family = AF_UNIX};
    snprintf(w->name.sun_path + 1, sizeof w->name.sun_path - 1, "%s", w->root);
    w->abstract = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return bind(w->abstract, (const struct sockaddr *)&w->name, sizeof w->name) == 0 && listen(w->abstract, 1) == 0;
}

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
    return w.capsule < 0 || !open_servers(&w);
}

static int tear_down(void **state)
{
    struct world *w = *state;
    char path[128];
    unlinkat(w->capsule, "index.gmi", 0);
    close(w->capsule);
    close(w->tcp);
    close(w->abstract);
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

/* Does as a worker does: privileges first. */
static bool confine(const struct world *w)
{
    struct identity who;
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || !privileges_drop(&who))
        return false;
    const struct sandbox_wanted wanted = {
        .kind = PROCESS_WORKER, .folders = &w->capsule, .count = 1, .landlock = LANDLOCK_NEWEST};
    struct sandbox offered = sandbox_offered(), entered = sandbox_enter(&wanted);
    return entered.no_new_privileges && entered.landlock == offered.landlock && entered.filter == offered.filter;
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

/* Landlock alone, for a call that the filter lets through by mistake. */
static bool lock_files_only(const struct world *w, int version)
{
    const struct sandbox_wanted wanted = {
        .kind = PROCESS_WORKER, .folders = &w->capsule, .count = 1, .landlock = version, .any_call = true};
    struct sandbox offered = sandbox_offered(), entered = sandbox_enter(&wanted);
    return entered.landlock == (offered.landlock < version ? offered.landlock : version);
}

static bool is_refused(int result, int reason)
{
    return result == -1 && errno == reason;
}

static int try_network(void *context)
{
    const struct world *w = context;
    struct sockaddr_in there = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(w->port)};
    const struct sockaddr *address = (const struct sockaddr *)&there;
    if (!lock_files_only(w, LANDLOCK_NEWEST))
        return 1;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (!is_refused(connect(fd, address, sizeof there), EACCES))
        return 2;
    there.sin_port = 0;
    return is_refused(bind(fd, address, sizeof there), EACCES) ? 0 : 3;
}

static void landlock_alone_keeps_a_worker_off_tcp(void **state)
{
    if (sandbox_offered().landlock < 4) {
        print_message("this kernel's Landlock knows nothing of networks\n");
        return;
    }
    assert_int_equal(in_child(try_network, *state), 0);
}

static int try_scope(void *context)
{
    const struct world *w = context;
    if (!lock_files_only(w, LANDLOCK_NEWEST))
        return 1;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (!is_refused(connect(fd, (const struct sockaddr *)&w->name, sizeof w->name), EPERM))
        return 2;
    return is_refused(kill(getppid(), 0), EPERM) ? 0 : 3;
}

static void landlock_alone_keeps_a_worker_from_signals_and_abstract_sockets(void **state)
{
    if (sandbox_offered().landlock < 6) {
        print_message("this kernel's Landlock has no scopes\n");
        return;
    }
    assert_int_equal(in_child(try_scope, *state), 0);
}

static int try_files_at(void *context)
{
    const struct world *w = context;
    char key[128];
    snprintf(key, sizeof key, "%s/host.key", w->root);
    if (!lock_files_only(w, w->version))
        return 1;
    if (!reads_capsule(w))
        return 2;
    if (opens(key) || opens("/etc/passwd") || opens("/proc/self/mem"))
        return 3;
    if (openat(w->capsule, "new", O_WRONLY | O_CREAT, 0644) >= 0 || openat(w->capsule, "index.gmi", O_RDWR) >= 0)
        return 4;
    if (unlinkat(w->capsule, "index.gmi", 0) == 0 || mkdirat(w->capsule, "folder", 0755) == 0 ||
        symlinkat("x", w->capsule, "link") == 0 || mknodat(w->capsule, "fifo", S_IFIFO | 0600, 0) == 0)
        return 5;
    bool cut = openat(w->capsule, "index.gmi", O_RDONLY | O_TRUNC) >= 0;
    return cut && w->version >= LANDLOCK_WITH_TRUNCATE ? 6 : 0;
}

static void landlock_alone_keeps_files_at_each_of_its_versions(void **state)
{
    struct world *w = *state;
    for (w->version = sandbox_offered().landlock; w->version > 0; w->version--) {
        assert_int_equal(in_child(try_files_at, w), 0);
        int fd = openat(w->capsule, "index.gmi", O_WRONLY | O_TRUNC | O_CLOEXEC);
        assert_int_equal(write(fd, "# Home", 6), 6);
        close(fd);
    }
}

static int try_keeping(void *context)
{
    (void)context;
    struct identity who;
    FILE *status;
    char line[128];
    unsigned long long left = 0;
    /* Without it a change of user would take them all, whatever else is done. */
    prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || !privileges_drop(&who))
        return 1;
    status = fopen("/proc/self/status", "re");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "CapPrm:", 7) == 0 || strncmp(line, "CapEff:", 7) == 0 || strncmp(line, "CapInh:", 7) == 0)
            left |= strtoull(line + 7, NULL, 16);
    return !status || left ? 2 : 0;
}

static void no_capability_is_left(void **state)
{
    assert_int_equal(in_child(try_keeping, *state), 0);
}

static int try_memory(void *context)
{
    struct rlimit core;
    (void)context;
    if (!privileges_hide_memory(false) || prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
        return 1;
    return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0 ? 0 : 2;
}

static void memory_is_not_dumped(void **state)
{
    assert_int_equal(in_child(try_memory, *state), 0);
}

static int try_gain(void *context)
{
    if (!confine(context))
        return 1;
    if (setuid(0) == 0 || seteuid(0) == 0 || setgid(0) == 0)
        return 2;
    return getuid() == 0 ? 3 : 0;
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
        cmocka_unit_test(landlock_alone_keeps_a_worker_off_tcp),
        cmocka_unit_test(landlock_alone_keeps_a_worker_from_signals_and_abstract_sockets),
        cmocka_unit_test(landlock_alone_keeps_files_at_each_of_its_versions),
        cmocka_unit_test(no_capability_is_left),
        cmocka_unit_test(memory_is_not_dumped),
        cmocka_unit_test(a_worker_never_becomes_root_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
