#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/key_notes.h"

#include "folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void a_line_is_read_as_it_was_written(void **state)
{
    (void)state;
    static const char *const paths[] = {"/x", "/with a space ", "/100%", "/new\nline\r\t\x7f", "/\xe6\x9c\x88", "/"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const struct key_note note = {STR("xn--a.example"), STR(HASH_A), str_of(paths[i]), UINT64_MAX, 7, INT64_MAX};
        struct key_note again;
        str line = key_note_line(&note, arena);
        assert_int_equal(line.p[line.n - 1], '\n');
        assert_int_equal(str_count(line, '\n'), 1);
        assert_true(key_note_parse(str_first(line, line.n - 1), arena, &again));
        assert_true(str_eq(again.host, note.host) && str_eq(again.sha256, note.sha256) &&
                    str_eq(again.path, note.path));
        assert_true(again.device == note.device && again.inode == note.inode && again.born_ns == note.born_ns);
    }
    arena_destroy(arena);
}

static void what_is_no_line_is_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {"",
                                        "# a comment",
                                        "a SHA256:" HASH_A " 1 2 3",
                                        "a SHA256:" HASH_A " 1 2 3 ",
                                        "a SHA256:" HASH_A " 1 2 3 relative",
                                        " SHA256:" HASH_A " 1 2 3 /x",
                                        "a " HASH_A " 1 2 3 /x",
                                        "a SHA256:" HASH_A "a 1 2 3 /x",
                                        "a SHA256:" HASH_A " -1 2 3 /x",
                                        "a SHA256:" HASH_A " 1  3 /x",
                                        "a SHA256:" HASH_A " 18446744073709551616 2 3 /x",
                                        "a SHA256:" HASH_A " 1 2 18446744073709551615 /x",
                                        "a SHA256:" HASH_A " 1 2 3 /%",
                                        "a SHA256:" HASH_A " 1 2 3 /%0",
                                        "a SHA256:" HASH_A " 1 2 3 /%00",
                                        "a SHA256:" HASH_A " 1 2 3 /%zz"};
    struct arena *arena = arena_create();
    struct key_note note;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_false(key_note_parse(str_of(lines[i]), arena, &note));
    arena_destroy(arena);
}

struct world {
    struct arena *arena;
    struct folder folder;
    str certs;
    struct diag diag;
};

static const struct folder_file notes_file[] = {{"splashdown/made", ""}};

static int set_up(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    w->arena = arena_create();
    if (folder_make(&w->folder, notes_file, 1) != 0)
        return -1;
    unlinkat(w->folder.fd, notes_file[0].path, 0);
    w->certs = arena_printf(w->arena, "%s/certs%0200d", w->folder.path, 0);
    diag_init(&w->diag);
    setenv("XDG_STATE_HOME", w->folder.path, 1);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    diag_finish(&w->diag);
    folder_remove(&w->folder);
    arena_destroy(w->arena);
    free(w);
    return 0;
}

static void save(struct world *w, const char *host, const char *hash)
{
    struct key_notes notes;
    key_notes_read(&notes, w->certs, w->arena);
    key_notes_want(&notes, str_of(host), str_of(hash));
    key_notes_save(&notes, &w->diag);
    assert_int_equal(w->diag.count, 0);
}

static enum key_noted find(struct world *w, const char *host, str *hash)
{
    struct key_notes notes;
    key_notes_read(&notes, w->certs, w->arena);
    return key_notes_find(&notes, str_of(host), hash);
}

static void the_last_hash_of_a_host_counts(void **state)
{
    struct world *w = *state;
    str hash;
    assert_int_equal(find(w, "a.example", &hash), KEY_NOT_NOTED);
    save(w, "a.example", HASH_A);
    save(w, "b.example", HASH_A);
    save(w, "a.example", HASH_B);
    assert_int_equal(find(w, "a.example", &hash), KEY_NOTED);
    assert_true(str_eq(hash, STR(HASH_B)));
    assert_int_equal(find(w, "b.example", &hash), KEY_NOTED);
    assert_true(str_eq(hash, STR(HASH_A)));
    assert_int_equal(find(w, "c.example", NULL), KEY_NOT_NOTED);
    w->certs = STR("/elsewhere");
    assert_int_equal(find(w, "a.example", NULL), KEY_NOT_NOTED);
}

static void when_the_file_is_full_the_oldest_go(void **state)
{
    struct world *w = *state;
    struct key_notes notes;
    char host[64];
    key_notes_read(&notes, w->certs, w->arena);
    for (int i = 0; i < 4000; i++) {
        snprintf(host, sizeof host, "h%d.example", i);
        key_notes_want(&notes, str_of(host), STR(HASH_A));
    }
    key_notes_save(&notes, &w->diag);
    assert_int_equal(w->diag.count, 0);
    assert_int_equal(find(w, "h0.example", NULL), KEY_NOT_NOTED);
    assert_int_equal(find(w, "h3999.example", NULL), KEY_NOTED);
    save(w, "new.example", HASH_B);
    assert_int_equal(find(w, "new.example", NULL), KEY_NOTED);
    assert_int_equal(find(w, "h3999.example", NULL), KEY_NOTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_line_is_refused),
        cmocka_unit_test_setup_teardown(the_last_hash_of_a_host_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(when_the_file_is_full_the_oldest_go, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
