#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/child.h"
#include "server/privileges.h"

#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>

static void unknown_users_are_refused_with_what_to_do(void **state)
{
    (void)state;
    struct identity who;
    struct diag diag;
    diag_init(&diag);
    if (geteuid() == 0) {
        assert_int_equal(identity_find(STR("no-such-user-here"), false, &diag, &who), ERR_NOT_FOUND);
        assert_int_equal(diag.errors, 1);
        assert_true(str_find(diag.entries[0].text, STR("no-such-user-here")) != STR_NONE);
        assert_int_equal(identity_find(STR("root"), false, &diag, &who), ERR_ACCESS);
    } else {
        assert_int_equal(identity_find(STR("no-such-user-here"), false, &diag, &who), OK);
        assert_false(who.change);
    }
    diag_finish(&diag);
}

static void nobody_stands_in_for_the_usual_user(void **state)
{
    (void)state;
    struct identity who;
    assert_int_equal(identity_find(STR("no-such-user-here"), true, NULL, &who), OK);
    assert_true(who.change == (geteuid() == 0));
    assert_true(!who.change || who.user != 0);
}

static int try_drop(void *context)
{
    (void)context;
    struct identity who;
    gid_t extra[] = {0, 1, 2};
    if (geteuid() == 0)
        setgroups(3, extra);
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || !privileges_drop(&who))
        return 1;
    uid_t r, e, s;
    if (getresuid(&r, &e, &s) != 0 || (who.change && (r != who.user || e != who.user || s != who.user)))
        return 2;
    if (who.change && getgroups(0, NULL) != 0)
        return 3;
    return who.change && (setuid(0) == 0 || setreuid(0, 0) == 0) ? 4 : 0;
}

static void the_drop_is_whole_and_for_good(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_drop, NULL), 0);
}

/* Does as a service manager does for a user who is not root: AmbientCapabilities=CAP_NET_BIND_SERVICE. */
static int try_capabilities(void *context)
{
    (void)context;
    enum { NOBODY = 65534, BIND = 1 << CAP_NET_BIND_SERVICE };
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct given[2] = {{.effective = BIND, .permitted = BIND, .inheritable = BIND}}, left[2];
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0 ||
        syscall(SYS_capset, &header, given) != 0 ||
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0, 0) != 0)
        return 1;
    struct identity who;
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || who.change || !privileges_drop(&who))
        return 2;
    if (syscall(SYS_capget, &header, left) != 0)
        return 3;
    if (left[0].effective | left[0].permitted | left[0].inheritable)
        return 4;
    return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_NET_BIND_SERVICE, 0, 0) == 0 ? 0 : 5;
}

static void capabilities_of_an_ordinary_user_are_given_up(void **state)
{
    (void)state;
    if (geteuid() != 0) {
        print_message("started by an ordinary user: there is nothing to give up\n");
        return;
    }
    assert_int_equal(in_child(try_capabilities, NULL), 0);
}

/* A process whose parent ends while it waits. The write end of PIPE closes with it. */
static int parent_of_worker(void *context)
{
    const int *pipe_ends = context;
    pid_t parent = getpid();
    if (fork() != 0) {
        char byte;
        return read(pipe_ends[0], &byte, 1) == 1 ? 0 : 2;
    }
    struct identity who;
    if (identity_find(STR("nobody"), true, NULL, &who) != OK || !privileges_drop(&who) || !privileges_end_with(parent))
        _exit(1);
    close(pipe_ends[0]);
    if (write(pipe_ends[1], "x", 1) != 1)
        _exit(1);
    pause();
    _exit(1);
}

static void a_worker_ends_with_its_parent(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(in_child(parent_of_worker, ends), 0);
    close(ends[1]);
    /* The end of the pipe is only seen once the orphan is gone, too. */
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

static int try_end_with(void *context)
{
    (void)context;
    return privileges_end_with(getppid() + 1) ? 1 : 0;
}

static void an_orphan_is_told(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_end_with, NULL), 0);
}

static int try_files(void *context)
{
    (void)context;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max / 2;
    setrlimit(RLIMIT_NOFILE, &files);
    privileges_raise_files();
    getrlimit(RLIMIT_NOFILE, &files);
    return files.rlim_cur == files.rlim_max ? 0 : 1;
}

static void the_soft_limit_of_files_becomes_the_hard_one(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_files, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_users_are_refused_with_what_to_do),
        cmocka_unit_test(nobody_stands_in_for_the_usual_user),
        cmocka_unit_test(the_drop_is_whole_and_for_good),
        cmocka_unit_test(capabilities_of_an_ordinary_user_are_given_up),
        cmocka_unit_test(a_worker_ends_with_its_parent),
        cmocka_unit_test(an_orphan_is_told),
        cmocka_unit_test(the_soft_limit_of_files_becomes_the_hard_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
