#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/place_owner.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKER = 65534, GROUP = 65534, OTHER = 4242, PATH_TEXT = 200 };

static const struct identity workers = {.change = true, .user = WORKER, .group = GROUP};

static int set_up(void **state)
{
    static char root[64];
    strcpy(root, "/tmp/splashdown-place-XXXXXX");
    if (!mkdtemp(root) || chmod(root, 0755) != 0)
        return -1;
    *state = root;
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
    return nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *in(void **state, const char *name)
{
    static char path[PATH_TEXT];
    snprintf(path, sizeof path, "%s/%s", (const char *)*state, name);
    return path;
}

static void make(void **state, const char *name, uid_t user, gid_t group, mode_t mode)
{
    const char *path = in(state, name);
    assert_int_equal(mkdir(path, 0755), 0);
    assert_int_equal(chown(path, user, group), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void link_to(void **state, const char *target, const char *name)
{
    assert_int_equal(symlink(target, in(state, name)), 0);
}

/* 0: root. */
static uid_t owner_of(void **state, const char *name)
{
    struct identity owner;
    assert_int_equal(place_owner(str_of(in(state, name)), &workers, &owner), OK);
    assert_int_equal(geteuid(), 0);
    return owner.change ? owner.user : 0;
}

static void needs_root(void)
{
    if (geteuid() != 0)
        skip();
}

static void a_folder_is_whose_it_is(void **state)
{
    needs_root();
    make(state, "roots", 0, 0, 0755);
    make(state, "theirs", WORKER, GROUP, 0700);
    make(state, "closed", WORKER, GROUP, 0);
    make(state, "others", OTHER, OTHER, 0755);
    make(state, "of-their-group", 0, GROUP, 0775);
    make(state, "of-another-group", 0, OTHER, 0775);
    make(state, "for-all", 0, 0, 0777);
    assert_int_equal(owner_of(state, "roots/a"), 0);
    assert_int_equal(owner_of(state, "theirs/a"), WORKER);
    assert_int_equal(owner_of(state, "closed/a"), WORKER);
    assert_int_equal(owner_of(state, "others/a"), OTHER);
    assert_int_equal(owner_of(state, "of-their-group/a"), WORKER);
    assert_int_equal(owner_of(state, "of-another-group/a"), 0);
    assert_int_equal(owner_of(state, "for-all/a"), WORKER);
}

static void the_folders_above_count_too(void **state)
{
    needs_root();
    make(state, "theirs", WORKER, GROUP, 0755);
    make(state, "theirs/roots", 0, 0, 0755);
    make(state, "others", OTHER, OTHER, 0755);
    make(state, "others/roots", 0, 0, 0755);
    make(state, "others/theirs", WORKER, GROUP, 0755);
    assert_int_equal(owner_of(state, "theirs/roots/a"), WORKER);
    assert_int_equal(owner_of(state, "others/roots/a"), OTHER);
    assert_int_equal(owner_of(state, "others/theirs/a"), WORKER);
    assert_int_equal(owner_of(state, "theirs/roots/../../a"), WORKER);
    assert_int_equal(owner_of(state, "theirs/missing/a"), WORKER);
    assert_int_equal(owner_of(state, "missing/a"), 0);
}

static void a_sticky_folder_keeps_the_folders_in_it_and_nothing_else(void **state)
{
    needs_root();
    make(state, "sticky", 0, 0, 01777);
    make(state, "sticky/roots", 0, 0, 0755);
    make(state, "sticky/theirs", WORKER, GROUP, 0755);
    link_to(state, "roots", "sticky/link");
    make(state, "their-own", WORKER, GROUP, 01755);
    make(state, "their-own/roots", 0, 0, 0755);
    close(open(in(state, "sticky/file"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    assert_int_equal(owner_of(state, "sticky/roots/a"), 0);
    assert_int_equal(owner_of(state, "sticky/theirs/a"), WORKER);
    assert_int_equal(owner_of(state, "sticky/link/a"), WORKER);
    assert_int_equal(owner_of(state, "sticky/new"), WORKER);
    assert_int_equal(owner_of(state, "sticky/file"), WORKER);
    assert_int_equal(owner_of(state, "their-own/roots/a"), WORKER);
}

static void links_are_followed_through_all_folders_that_they_name(void **state)
{
    needs_root();
    make(state, "roots", 0, 0, 0755);
    make(state, "theirs", WORKER, GROUP, 0755);
    make(state, "theirs/roots", 0, 0, 0755);
    link_to(state, "../roots", "theirs/to-roots");
    link_to(state, "theirs/roots", "relative");
    link_to(state, "roots//./../theirs", "winding");
    link_to(state, "roots", "plain");
    link_to(state, "theirs/a", "file");
    char absolute[PATH_TEXT];
    snprintf(absolute, sizeof absolute, "%s/theirs/roots", (const char *)*state);
    link_to(state, absolute, "absolute");
    link_to(state, "absolute", "chain");
    assert_int_equal(owner_of(state, "plain/a"), 0);
    assert_int_equal(owner_of(state, "plain"), 0);
    assert_int_equal(owner_of(state, "theirs/to-roots/a"), WORKER);
    assert_int_equal(owner_of(state, "relative/a"), WORKER);
    assert_int_equal(owner_of(state, "winding/a"), WORKER);
    assert_int_equal(owner_of(state, "file"), WORKER);
    assert_int_equal(owner_of(state, "absolute/a"), WORKER);
    assert_int_equal(owner_of(state, "chain/a"), WORKER);
}

static void a_link_of_proc_leads_to_what_is_open(void **state)
{
    needs_root();
    struct identity owner;
    char path[PATH_TEXT];
    make(state, "theirs", WORKER, GROUP, 0755);
    int folder = open(in(state, "theirs"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(place_owner(STR("/proc/self/fd/1"), &workers, &owner), OK);
    assert_false(owner.change);
    snprintf(path, sizeof path, "/proc/self/fd/%d/a", folder);
    assert_int_equal(place_owner(str_of(path), &workers, &owner), OK);
    assert_true(owner.change);
    close(folder);
}

static void what_cannot_be_walked_is_an_error(void **state)
{
    needs_root();
    struct identity owner;
    link_to(state, "loop", "loop");
    assert_int_equal(place_owner(str_of(in(state, "loop/a")), &workers, &owner), ERR_IO);
    assert_int_equal(errno, ELOOP);
    close(open(in(state, "file"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    assert_int_equal(owner_of(state, "file"), 0);
}

static void who_changes_nobody_owns_every_place(void **state)
{
    const struct identity same = {.change = false};
    struct identity owner = {.change = true};
    assert_int_equal(place_owner(str_of(in(state, "missing/a")), &same, &owner), OK);
    assert_false(owner.change);
}

static void privileges_are_lent_and_given_back_with_their_groups(void **state)
{
    (void)state;
    needs_root();
    const gid_t groups[] = {OTHER, OTHER + 1};
    gid_t found[4];
    assert_int_equal(setgroups(2, groups), 0);
    struct privileges before;
    assert_true(privileges_assume(&workers, &before));
    assert_int_equal(geteuid(), WORKER);
    assert_int_equal(getegid(), GROUP);
    assert_int_equal(getgroups(4, found), 0);
    assert_int_equal(open("/etc/shadow", O_RDONLY | O_CLOEXEC), -1);
    privileges_resume(&before);
    assert_int_equal(errno, EACCES);
    assert_int_equal(geteuid(), 0);
    assert_int_equal(getegid(), 0);
    assert_int_equal(getgroups(4, found), 2);
    assert_int_equal(setgroups(0, NULL), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_folder_is_whose_it_is),
        TEST(the_folders_above_count_too),
        TEST(a_sticky_folder_keeps_the_folders_in_it_and_nothing_else),
        TEST(links_are_followed_through_all_folders_that_they_name),
        TEST(a_link_of_proc_leads_to_what_is_open),
        TEST(what_cannot_be_walked_is_an_error),
        TEST(who_changes_nobody_owns_every_place),
        TEST(privileges_are_lent_and_given_back_with_their_groups),
    };
    return cmocka_run_group_tests_name("server/place_owner", tests, NULL, NULL);
}
