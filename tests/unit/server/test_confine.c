/* A worker of a real generation, made by the very code of the server: what is within its reach, and what is not. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/beneath.h"
#include "free_port.h"
#include "server/child.h"
#include "server/confine.h"
#include "server/sandbox.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

enum { PATH_TEXT = 160 };

/* ROOT holds a capsule, the certificates beside it, and a file that is neither. */
struct world {
    char root[64];
    struct diag diag;
    struct generation *generation;
};

static const char *path_in(const struct world *w, const char *name, char *out)
{
    snprintf(out, PATH_TEXT, "%s/%s", w->root, name);
    return out;
}

static void write_file(const struct world *w, const char *name, const char *text)
{
    char path[PATH_TEXT];
    int fd = open(path_in(w, name, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600 | S_IRGRP | S_IROTH);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void make_generation(struct world *w, const char *sandbox)
{
    char config[1024], path[PATH_TEXT];
    const char *r = w->root;
    snprintf(config, sizeof config,
             "listen: [127.0.0.1]\ngemini: { port: %d }\ngopher: { port: %d }\nworkers: 2\nsandbox: %s\nuser: nobody\n"
             "certs: %s/certs\nlog: { access: %s/access.log }\nstatus: %s/status.sock\n"
             "hosts: [{ name: localhost, capsule: %s/capsule }]\n",
             free_port(), free_port(), sandbox, r, r, r, r);
    write_file(w, "splashdown.yml", config);
    const struct config_flags flags = {.file = str_of(path_in(w, "splashdown.yml", path)),
                                       .gemini_port = PORT_SAME,
                                       .gopher_port = PORT_SAME,
                                       .public_gemini_port = PORT_SAME,
                                       .public_gopher_port = PORT_SAME};
    const struct socket_set none = {0};
    struct settings *settings;
    assert_int_equal(settings_load(&flags, &w->diag, &settings), OK);
    assert_int_equal(generation_create(settings, NULL, &none, &w->diag, &w->generation), OK);
    settings_unref(settings);
}

static int set_up(void **state)
{
    static struct world w;
    char path[PATH_TEXT];
    w = (struct world){.root = "/tmp/splashdown-confine-XXXXXX"};
    if (!mkdtemp(w.root) || mkdir(path_in(&w, "capsule", path), 0755) != 0)
        return -1;
    diag_init(&w.diag);
    write_file(&w, "capsule/index.gmi", "# Home");
    write_file(&w, "outside", "not for readers");
    if (symlink("../outside", path_in(&w, "capsule/link", path)) != 0)
        return -1;
    *state = &w;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static int tear_down(void **state)
{
    struct world *w = *state;
    if (w->generation) {
        sockets_close(&w->generation->sockets, NULL, 0);
        generation_destroy(w->generation);
    }
    diag_finish(&w->diag);
    return nftw(w->root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool become_worker(const struct world *w)
{
    const struct generation *g = w->generation;
    struct arena *arena = arena_create();
    size_t count;
    const struct net_listener *listeners = sockets_for_worker(&g->sockets, 0, g->worker_count, arena, &count);
    bool confined = confine(g, listeners, count, 1, -1, getppid());
    arena_destroy(arena);
    return confined;
}

static bool opens(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool opens_below(int folder, const char *name)
{
    struct stat st;
    int fd;
    if (beneath_open_file(folder, str_of(name), &fd, &st) != OK)
        return false;
    close(fd);
    return true;
}

/* No descriptor that is left leads to a regular file, except the log. */
static bool holds_a_file(const struct generation *g)
{
    struct stat st;
    for (int fd = 3; fd < 256; fd++)
        if (fd != g->access_log && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
            return true;
    return false;
}

static int try_files(void *context)
{
    const struct world *w = context;
    char key[PATH_TEXT], outside[PATH_TEXT], secret[PATH_TEXT], index[PATH_TEXT];
    bool landlock = sandbox_offered().landlock, root = geteuid() == 0;
    int folder = w->generation->folders[0].fd;
    path_in(w, "certs/localhost.key", key);
    path_in(w, "certs/ticket-secret", secret);
    path_in(w, "outside", outside);
    path_in(w, "capsule/index.gmi", index);
    if (!opens(key) || !opens(outside) || !opens("/etc/passwd"))
        return 1;
    if (!become_worker(w))
        return 2;
    if (!opens_below(folder, "index.gmi"))
        return 3;
    if ((landlock || root) && (opens(key) || opens(secret)))
        return 4;
    if ((landlock || root) && opens(outside))
        return 5;
    if (landlock && (opens("/etc/passwd") || opens("/")))
        return 6;
    if (opens_below(folder, "link") || opens_below(folder, "../outside") || openat(folder, "../outside", O_RDONLY) >= 0)
        return 7;
    if (landlock && (openat(folder, "new", O_WRONLY | O_CREAT, 0644) >= 0 || unlinkat(folder, "index.gmi", 0) == 0))
        return 8;
    return holds_a_file(w->generation) ? 9 : 0;
}

static void a_worker_opens_its_capsule_and_neither_keys_nor_anything_else(void **state)
{
    make_generation(*state, "on");
    assert_int_equal(in_child(try_files, *state), 0);
}

static int try_programs(void *context)
{
    char path[] = "/bin/true", *const arguments[] = {path, NULL};
    if (!become_worker(context))
        return 1;
    if (socket(AF_INET, SOCK_STREAM, 0) != -1 || errno != ENOSYS)
        return 2;
    if (setuid(0) == 0 && geteuid() == 0)
        return 3;
    if (getuid() == 0)
        return 4;
    execve(path, arguments, arguments + 1);
    return 5;
}

static void a_worker_runs_no_program_and_connects_to_nobody(void **state)
{
    if (sandbox_offered().filter != FILTER_OF_ALLOWED)
        fail_msg("this machine has no filters by what is allowed: nothing was tested");
    make_generation(*state, "on");
    assert_int_equal(in_child(try_programs, *state), 1000 + SIGSYS);
}

static int try_without(void *context)
{
    const struct world *w = context;
    bool root = geteuid() == 0;
    char key[PATH_TEXT];
    path_in(w, "certs/localhost.key", key);
    if (!become_worker(w))
        return 1;
    if (!opens("/etc/passwd"))
        return 2;
    if (socket(AF_INET, SOCK_STREAM, 0) < 0)
        return 3;
    return root && (opens(key) || getuid() == 0) ? 4 : 0;
}

/* Rights alone keep the keys then. */
static void sandbox_off_turns_both_off_and_leaves_the_dropped_privileges(void **state)
{
    make_generation(*state, "off");
    assert_int_equal(in_child(try_without, *state), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_worker_opens_its_capsule_and_neither_keys_nor_anything_else, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_worker_runs_no_program_and_connects_to_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sandbox_off_turns_both_off_and_leaves_the_dropped_privileges, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("server/confine", tests, NULL, NULL);
}
