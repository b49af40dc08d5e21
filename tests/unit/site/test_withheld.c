#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/withheld.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct file_id here = {1, 2};
static const struct stat plain = {.st_dev = 1, .st_ino = 9, .st_mode = S_IFREG, .st_size = 5, .st_mtim = {3, 4}};

static bool hides(str log, str name, bool rotated)
{
    const struct withheld_place place = {here, log, rotated};
    const struct withheld w = {.places = &place, .place_count = 1};
    struct file_id elsewhere = {1, 3};
    assert_false(withheld_entry(&w, elsewhere, name, &plain));
    assert_false(withheld_entry(NULL, here, name, &plain));
    return withheld_entry(&w, here, name, &plain);
}

static void a_log_is_hidden_under_what_it_is_renamed_to(void **state)
{
    (void)state;
    static const str renamed[] = {
        STR_INIT("access.log"),          STR_INIT("access.log.1"),        STR_INIT("access.log.1.gz"),
        STR_INIT("access.log-20260101"), STR_INIT("access.log~"),         STR_INIT("access.log20260101"),
        STR_INIT("access.logold"),       STR_INIT("access-20260101.log"), STR_INIT("access.1.log.gz"),
        STR_INIT("access_2.log"),        STR_INIT("access.log.2026 copy")};
    static const str others[] = {STR_INIT("access"),       STR_INIT("access.md"),     STR_INIT("access.lo"),
                                 STR_INIT("accesses.log"), STR_INIT("my-access.log"), STR_INIT("access-2.txt")};
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        assert_true(hides(STR("access.log"), renamed[i], true));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(hides(STR("access.log"), others[i], true));
    assert_true(hides(STR("log"), STR("log.1"), true));
    assert_true(hides(STR("log"), STR("log20260101"), true));
    assert_false(hides(STR("log"), STR("login.md"), true));
    assert_true(hides(STR("splashdown.yml"), STR("splashdown.yml"), false));
    assert_false(hides(STR("splashdown.yml"), STR("splashdown.yml.md"), false));
}

static void a_file_is_known_by_its_version(void **state)
{
    (void)state;
    struct withheld_file file = {{1, 9}, 5, 3000000004};
    const struct withheld w = {.files = &file, .file_count = 1};
    assert_true(withheld_entry(&w, here, STR("any"), &plain));
    file.mtime_ns++;
    assert_false(withheld_entry(&w, here, STR("any"), &plain));
    file.size = WITHHELD_ANY_SIZE;
    assert_true(withheld_entry(&w, here, STR("any"), &plain));
    file.id.inode++;
    assert_false(withheld_entry(&w, here, STR("any"), &plain));
}

static enum err way(int root, const char *path, struct arena *arena, struct beneath_way *out)
{
    return beneath_find_way(root, str_of(path), arena, out);
}

static void a_way_is_where_links_lead(void **state)
{
    (void)state;
    char top[] = "/tmp/splashdown-way-XXXXXX";
    struct arena *arena = arena_create();
    struct beneath_way found;
    assert_non_null(mkdtemp(top));
    int root = open(top, O_RDONLY | O_DIRECTORY);
    assert_true(root >= 0);
    mkdirat(root, "a", 0755);
    mkdirat(root, "a/b", 0755);
    close(openat(root, "a/b/file", O_CREAT | O_WRONLY, 0644));
    symlinkat("a/b", root, "short");
    symlinkat("../b/file", root, "a/b/self");
    symlinkat("loop", root, "loop");
    symlinkat("/etc", root, "absolute");
    symlinkat("../..", root, "out");
    assert_int_equal(way(root, "short/self", arena, &found), OK);
    assert_int_equal(found.count, 3);
    assert_true(str_eq(found.name, STR("file")) && str_eq(found.folders[2].name, STR("b")));
    assert_int_equal(way(root, "a//./b/../b/file", arena, &found), OK);
    assert_int_equal(found.count, 3);
    assert_int_equal(way(root, "", arena, &found), OK);
    assert_true(found.count == 1 && !found.name.n);
    assert_int_equal(way(root, "short/", arena, &found), OK);
    assert_true(found.count == 3 && !found.name.n);
    struct stat b;
    assert_int_equal(fstatat(root, "a/b", &b, 0), 0);
    const struct withheld_place place = {.folder = file_id_of(&b)};
    const struct withheld w = {.places = &place, .place_count = 1};
    assert_true(withheld_way(&w, &found));
    assert_int_equal(way(root, "a", arena, &found), OK);
    assert_false(withheld_way(&w, &found));
    assert_int_equal(way(root, "a/none", arena, &found), ERR_NOT_FOUND);
    assert_int_equal(way(root, "a/b/file/x", arena, &found), ERR_NOT_FOUND);
    assert_int_equal(way(root, "loop", arena, &found), ERR_ACCESS);
    assert_int_equal(way(root, "absolute/passwd", arena, &found), ERR_ACCESS);
    assert_int_equal(way(root, "out/etc", arena, &found), ERR_ACCESS);
    str bytes;
    assert_int_equal(withheld_read(&w, root, STR("a/b/file"), 100, arena, &bytes), ERR_NOT_FOUND);
    assert_int_equal(withheld_read(NULL, root, STR("a/b/file"), 100, arena, &bytes), OK);
    static const char *const gone[] = {"a/b/file", "a/b/self", "short", "loop", "absolute", "out"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        unlinkat(root, gone[i], 0);
    unlinkat(root, "a/b", AT_REMOVEDIR);
    unlinkat(root, "a", AT_REMOVEDIR);
    close(root);
    rmdir(top);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_is_hidden_under_what_it_is_renamed_to),
        cmocka_unit_test(a_file_is_known_by_its_version),
        cmocka_unit_test(a_way_is_where_links_lead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
