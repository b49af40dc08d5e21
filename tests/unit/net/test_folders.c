#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/folders.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A capsule's folders in a place of their own; what is made there ends with it. */
struct place {
    char path[32];
    int root;
    struct arena *arena;
};

static const char *const made[] = {"_posts", "_posts/b", "_posts/a", "_posts/a/deep",
                                   "_site",  "_site/x",  ".git",     "about"};
enum { MADE = sizeof made / sizeof *made };

static int make(void **state)
{
    static struct place p;
    p = (struct place){.path = "/tmp/folders-XXXXXX", .arena = arena_create()};
    if (!mkdtemp(p.path))
        return -1;
    p.root = open(p.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < MADE; i++)
        mkdirat(p.root, made[i], 0700);
    close(openat(p.root, "_posts/file.md", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    symlinkat("../_posts", p.root, "about/link");
    *state = &p;
    return p.root < 0;
}

static int unmake(void **state)
{
    struct place *p = *state;
    unlinkat(p->root, "_posts/file.md", 0);
    unlinkat(p->root, "about/link", 0);
    for (size_t i = MADE; i-- > 0;)
        unlinkat(p->root, made[i], AT_REMOVEDIR);
    close(p->root);
    arena_destroy(p->arena);
    return rmdir(p->path);
}

static void all_folders_that_may_be_published_are_found_once_in_order(void **state)
{
    static const char *const expected[] = {"", "_posts", "_posts/a", "_posts/a/deep", "_posts/b", "about"};
    const struct place *p = *state;
    struct folder_list list = folders_below(p->root, p->arena);
    assert_true(list.complete);
    assert_int_equal(list.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < list.count; i++)
        assert_string_equal(list.items[i].path.p, expected[i]);
}

static void a_folder_made_anew_under_its_name_is_another(void **state)
{
    const struct place *p = *state;
    struct folder_list before = folders_below(p->root, p->arena);
    /* The old one exists until the new one does, or it might inherit its number. */
    assert_int_equal(renameat(p->root, "_posts/b", p->root, "_posts/c"), 0);
    assert_int_equal(mkdirat(p->root, "_posts/b", 0700), 0);
    assert_int_equal(unlinkat(p->root, "_posts/c", AT_REMOVEDIR), 0);
    struct folder_list after = folders_below(p->root, p->arena);
    assert_int_equal(before.count, after.count);
    assert_string_equal(after.items[4].path.p, "_posts/b");
    assert_true(before.items[4].inode != after.items[4].inode);
    assert_true(before.items[1].inode == after.items[1].inode);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_folders_that_may_be_published_are_found_once_in_order, make, unmake),
        cmocka_unit_test_setup_teardown(a_folder_made_anew_under_its_name_is_another, make, unmake),
    };
    return cmocka_run_group_tests_name("net/folders", tests, NULL, NULL);
}
