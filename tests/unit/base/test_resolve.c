#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/beneath.h"
#include "base/resolve.h"
#include "folder.h"

#include <errno.h>

static const struct folder_file files[] = {{"capsule/a/b/file", "hello"}, {"capsule/top", "top"}, {"outside", "out"}};

/* Each as it lies in the folder "capsule"; %s is that folder's own path. */
static const struct {
    const char *path, *target;
} links[] = {
    {"file", "a/b/file"},
    {"dir", "a/b"},
    {"chain", "link2"},
    {"link2", "dir/file"},
    {"a/up", ".."},
    {"a/b/around", "../b"},
    {"self", "self"},
    {"one", "two"},
    {"two", "one"},
    {"out", "../outside"},
    {"etc", "/etc"},
    {"gone", "nowhere"},
    {"root", "."},
    {"odd", "a//./b/../b/./file"},
    {"abs", "%s/a/b"},
    {"abs-self", "%s"},
    {"abs-out", "%sx/a"},
    {"abs-up", "%s/.."},
    {"abs-odd", "%s/./a//b/file"},
    {"deep", "dir/around/around/file"},
};

static const struct {
    const char *folder, *path;
    enum err err;
    const char *real;
} rows[] = {
    {"", "top", OK, "top"},
    {"", "a/b/file", OK, "a/b/file"},
    {"", "", OK, ""},
    {"", "file", OK, "a/b/file"},
    {"", "dir/file", OK, "a/b/file"},
    {"", "chain", OK, "a/b/file"},
    {"a", "up/top", OK, "top"},
    {"", "a/up/a/up/a/b", OK, "a/b"},
    {"a/b", "around/file", OK, "a/b/file"},
    {"", "deep", OK, "a/b/file"},
    {"", "odd", OK, "a/b/file"},
    {"", "root/root/root", OK, ""},
    {"", "root/top", OK, "top"},
    {"", "abs/file", OK, "a/b/file"},
    {"", "abs-self/top", OK, "top"},
    {"", "abs-odd", OK, "a/b/file"},
    {"", "a/../top", OK, "top"},
    {"", "self", ERR_LIMIT, NULL},
    {"", "one", ERR_LIMIT, NULL},
    {"", "out", ERR_ACCESS, NULL},
    {"", "etc/passwd", ERR_ACCESS, NULL},
    {"", "..", ERR_ACCESS, NULL},
    {"a/b", "../../../outside", ERR_ACCESS, NULL},
    {"", "abs-out", ERR_ACCESS, NULL},
    {"", "abs-up/outside", ERR_ACCESS, NULL},
    {"", "gone", ERR_NOT_FOUND, NULL},
    {"", "nothing", ERR_NOT_FOUND, NULL},
    {"", "top/x", ERR_NOT_FOUND, NULL},
    {"", "file/x", ERR_NOT_FOUND, NULL},
};

enum { LINKS = sizeof links / sizeof *links, ROWS = sizeof rows / sizeof *rows };

struct world {
    struct folder folder;
    struct arena *arena;
    str capsule;
    int root;
};

static int setup(void **state)
{
    static struct world w;
    w.arena = arena_create();
    *state = &w;
    if (folder_make(&w.folder, files, sizeof files / sizeof *files) != 0)
        return -1;
    w.capsule = ARENA_CONCAT(w.arena, str_of(w.folder.path), STR("/capsule"));
    w.root = openat(w.folder.fd, "capsule", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < LINKS; i++) {
        str target = str_of(links[i].target);
        if (str_starts(target, STR("%s")))
            target = ARENA_CONCAT(w.arena, w.capsule, str_from(target, 2));
        if (symlinkat(arena_z(w.arena, target), w.root, links[i].path) != 0)
            return -1;
    }
    return w.root < 0 || symlinkat("capsule", w.folder.fd, "current") != 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < LINKS; i++)
        unlinkat(w->root, links[i].path, 0);
    unlinkat(w->folder.fd, "current", 0);
    close(w->root);
    folder_remove(&w->folder);
    arena_destroy(w->arena);
    return 0;
}

static void links_lead_to_paths_without_links(void **state)
{
    struct world *w = *state;
    const struct folder_names names = folder_names_of(w->capsule, w->arena);
    for (size_t i = 0; i < ROWS; i++) {
        str real = STR("untouched");
        enum err err = resolve_path(w->root, &names, str_of(rows[i].folder), str_of(rows[i].path), w->arena, &real);
        if (err != rows[i].err || (err == OK && !str_eq(real, str_of(rows[i].real))))
            fail_msg("%s/%s: %d \"%.*s\"", rows[i].folder, rows[i].path, err, STR_ARG(real));
    }
}

/* A deployment names the folder by a link, and its files name either. */
static void an_absolute_link_may_name_the_folder_both_ways(void **state)
{
    struct world *w = *state;
    str real, current = ARENA_CONCAT(w->arena, str_of(w->folder.path), STR("/current"));
    const struct folder_names names = folder_names_of(current, w->arena), nothing = {0};
    assert_true(str_eq(names.given, current) && str_eq(names.real, w->capsule));
    str target = ARENA_CONCAT(w->arena, current, STR("/a/b/file"));
    assert_int_equal(symlinkat(arena_z(w->arena, target), w->root, "given"), 0);
    assert_int_equal(resolve_path(w->root, &names, STR(""), STR("given"), w->arena, &real), OK);
    assert_true(str_eq(real, STR("a/b/file")));
    assert_int_equal(resolve_path(w->root, &names, STR(""), STR("abs/file"), w->arena, &real), OK);
    assert_int_equal(resolve_path(w->root, &nothing, STR(""), STR("given"), w->arena, &real), ERR_ACCESS);
    unlinkat(w->root, "given", 0);
}

/* Forty links are followed, as by Linux; the next is one too many. */
static void a_chain_has_a_bound(void **state)
{
    struct world *w = *state;
    const struct folder_names names = {0};
    str real;
    char name[16], target[16] = "top";
    for (int i = 1; i <= RESOLVE_LINKS_MAX + 1; i++) {
        snprintf(name, sizeof name, "n%d", i);
        assert_int_equal(symlinkat(target, w->root, name), 0);
        memcpy(target, name, sizeof name);
    }
    assert_int_equal(resolve_path(w->root, &names, STR(""), STR("n40"), w->arena, &real), OK);
    assert_int_equal(resolve_path(w->root, &names, STR(""), STR("n41"), w->arena, &real), ERR_LIMIT);
    for (int i = 1; i <= RESOLVE_LINKS_MAX + 1; i++) {
        snprintf(name, sizeof name, "n%d", i);
        unlinkat(w->root, name, 0);
    }
}

static void no_link_is_opened(void **state)
{
    struct world *w = *state;
    static const char *const paths[] = {"file", "dir/file", "dir", "root/top", "a/up/top", "abs/file", "out"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int fd;
        struct stat st;
        str text;
        assert_int_equal(beneath_open(w->root, str_of(paths[i]), &fd, &st), ERR_ACCESS);
        assert_int_equal(beneath_stat(w->root, str_of(paths[i]), &st), ERR_ACCESS);
        assert_int_equal(beneath_read(w->root, str_of(paths[i]), 100, w->arena, &text), ERR_ACCESS);
    }
    str text;
    assert_int_equal(beneath_read_link(w->root, STR("dir"), w->arena, &text), OK);
    assert_true(str_eq(text, STR("a/b")));
    assert_int_equal(beneath_read_link(w->root, STR("a/b/file"), w->arena, &text), OK);
    assert_int_equal(text.n, 0);
    assert_int_equal(beneath_read_link(w->root, STR("dir/around"), w->arena, &text), ERR_ACCESS);
    assert_int_equal(beneath_read_link(w->root, STR("top\0x"), w->arena, &text), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_lead_to_paths_without_links),
        cmocka_unit_test(an_absolute_link_may_name_the_folder_both_ways),
        cmocka_unit_test(a_chain_has_a_bound),
        cmocka_unit_test(no_link_is_opened),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
