#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/beneath.h"
#include "base/blob.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/diag.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void str_cut_gives_both_sides(void **state)
{
    (void)state;
    str head, tail;
    assert_true(str_cut(STR("a=b=c"), '=', &head, &tail));
    assert_true(str_eq(head, STR("a")));
    assert_true(str_eq(tail, STR("b=c")));
    assert_false(str_cut(STR("abc"), '=', &head, &tail));
    assert_true(str_eq(head, STR("abc")));
    assert_int_equal(tail.n, 0);
}

static void str_line_takes_lf_and_crlf(void **state)
{
    (void)state;
    str rest = STR("one\r\n\ntwo"), line;
    assert_true(str_line(&rest, &line) && str_eq(line, STR("one")));
    assert_true(str_line(&rest, &line) && str_eq(line, STR("")));
    assert_true(str_line(&rest, &line) && str_eq(line, STR("two")));
    assert_false(str_line(&rest, &line));
}

static void str_find_finds_overlapping_needle(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("aaab"), STR("aab")), 1);
    assert_true(str_find(STR("aaab"), STR("abb")) == STR_NONE);
    assert_true(str_find(STR(""), STR("a")) == STR_NONE);
}

static void str_is_any_takes_whole_words(void **state)
{
    (void)state;
    static const char *const words[] = {"yes", "on", ""};
    assert_true(STR_IS_ANY(STR("on"), words));
    assert_true(STR_IS_ANY(STR(""), words));
    assert_false(STR_IS_ANY(STR("o"), words));
    assert_false(STR_IS_ANY(STR("only"), words));
    assert_false(STR_IS_ANY(STR("Yes"), words));
    assert_true(STR_IS_ANY_NOCASE(STR("YeS"), words));
    assert_false(STR_IS_ANY_NOCASE(STR("no"), words));
}

static void buf_at_its_limit_stays_unchanged(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 5);
    assert_int_equal(buf_put(&b, STR("1234")), OK);
    assert_int_equal(buf_put(&b, STR("56")), ERR_LIMIT);
    assert_int_equal(buf_printf(&b, "%d", 56), ERR_LIMIT);
    assert_int_equal(buf_printf(&b, "%d", 5), OK);
    assert_int_equal(buf_put_char(&b, '6'), ERR_LIMIT);
    assert_true(str_eq(buf_str(&b), STR("12345")));
    buf_drop(&b, 2);
    assert_true(str_eq(buf_str(&b), STR("345")));
    buf_finish(&b);
}

static void buf_printf_takes_texts_of_any_length(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 600);
    assert_int_equal(buf_printf(&b, "%*d", 255, 7), OK);
    assert_int_equal(buf_printf(&b, "%*d", 300, 8), OK);
    assert_int_equal(buf_printf(&b, "%*d", 300, 9), ERR_LIMIT);
    assert_int_equal(b.n, 555);
    assert_true(b.p[254] == '7' && b.p[554] == '8');
    buf_finish(&b);
}

static void arena_grow_keeps_items(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(arena, items, (size_t)i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    arena_destroy(arena);
}

static void arena_memory_is_zero_after_a_reset(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    memset(arena_alloc(arena, 1000, 1), 'x', 1000);
    arena_reset(arena);
    const char *again = arena_alloc(arena, 1000, 1);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(again[i], 0);
    arena_destroy(arena);
}

static void arena_printf_takes_texts_of_any_length(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int n = 250; n < 260; n++) {
        str text = arena_printf(arena, "%*d", n, 7);
        assert_int_equal(text.n, n);
        assert_int_equal(text.p[n - 1], '7');
        assert_int_equal(text.p[n], '\0');
    }
    arena_destroy(arena);
}

static void buf_kept_by_an_arena_outlives_its_buffer(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct buf b;
    buf_init(&b, SIZE_MAX);
    buf_put(&b, STR("kept"));
    str kept = buf_keep(&b, arena);
    buf_put(&b, STR("other"));
    buf_finish(&b);
    assert_true(str_eq(kept, STR("kept")));
    assert_true(str_eq(buf_keep(&b, arena), STR("")));
    arena_destroy(arena);
}

static void release_order(void *what)
{
    char *text = *(char **)what;
    text[strlen(text)] = 'x';
}

static void arena_runs_what_was_deferred(void **state)
{
    (void)state;
    char text[8] = "";
    char *p = text;
    struct arena *arena = arena_create();
    arena_defer(arena, release_order, &p);
    arena_reset(arena);
    assert_string_equal(text, "x");
    arena_defer(arena, release_order, &p);
    arena_destroy(arena);
    assert_string_equal(text, "xx");
}

static void blob_lives_as_long_as_a_reference(void **state)
{
    (void)state;
    struct blob *b = blob_create(STR("bytes"));
    blob_ref(b);
    blob_unref(b);
    assert_true(str_eq(blob_str(b), STR("bytes")));
    blob_unref(b);
}

static void civil_agrees_with_itself_over_four_centuries(void **state)
{
    (void)state;
    for (int64_t day = -200000; day < 200000; day += 97) {
        struct civil c = civil_from_seconds(day * 86400 + 3661);
        assert_true(civil_valid(&c));
        assert_int_equal(civil_to_seconds(&c), day * 86400 + 3661);
    }
    struct civil leap = {.year = 2000, .month = 2, .day = 29};
    assert_int_equal(civil_to_seconds(&leap), 951782400);
    assert_int_equal(civil_weekday(&leap), 2);
    assert_int_equal(civil_yearday(&leap), 60);
    leap.year = 1900;
    assert_false(civil_valid(&leap));
}

static void moment_is_written_with_its_offset(void **state)
{
    (void)state;
    char text[MOMENT_TEXT];
    assert_string_equal(moment_rfc3339((struct moment){1714521600, 28800}, text), "2024-05-01T08:00:00+08:00");
    assert_string_equal(moment_rfc3339((struct moment){1714521600, 0}, text), "2024-05-01T00:00:00Z");
    assert_string_equal(moment_rfc3339((struct moment){0, -12600}, text), "1969-12-31T20:30:00-03:30");
}

static void diag_defuses_control_bytes(void **state)
{
    (void)state;
    struct diag d;
    diag_init(&d);
    diag_add(&d, SEVERITY_ERROR, STR("a\033b"), 3, "bad %s", "\x1b[31m");
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    diag_print(&d, SEVERITY_WARNING, out);
    fclose(out);
    assert_string_equal(text, "splashdown: a\\x1bb:3: bad \\x1b[31m\n");
    assert_int_equal(d.errors, 1);
    free(text);
    diag_finish(&d);
}

static int make_tree(char *folder)
{
    assert_non_null(mkdtemp(folder));
    int root = open(folder, O_RDONLY | O_DIRECTORY);
    assert_true(root >= 0);
    assert_int_equal(mkdirat(root, "in", 0700), 0);
    int fd = openat(root, "in/file", O_CREAT | O_WRONLY, 0600);
    assert_int_equal(write(fd, "hello", 5), 5);
    close(fd);
    assert_int_equal(symlinkat("/etc/passwd", root, "out"), 0);
    assert_int_equal(symlinkat("in/file", root, "good"), 0);
    assert_int_equal(mkfifoat(root, "fifo", 0600), 0);
    return root;
}

static void remove_tree(int root, const char *folder)
{
    unlinkat(root, "in/file", 0);
    unlinkat(root, "out", 0);
    unlinkat(root, "good", 0);
    unlinkat(root, "fifo", 0);
    unlinkat(root, "in", AT_REMOVEDIR);
    close(root);
    rmdir(folder);
}

static void beneath_keeps_inside(void **state)
{
    (void)state;
    char folder[] = "/tmp/splashdown-test-XXXXXX";
    int root = make_tree(folder);
    struct arena *arena = arena_create();
    str text;
    assert_int_equal(beneath_read(root, STR("in/file"), 100, arena, &text), OK);
    assert_true(str_eq(text, STR("hello")));
    assert_int_equal(beneath_read(root, STR("in/file"), 4, arena, &text), ERR_LIMIT);
    assert_int_equal(beneath_read(root, STR("in/none"), 4, arena, &text), ERR_NOT_FOUND);
    assert_int_equal(beneath_read(root, STR("in"), 4, arena, &text), ERR_NOT_FOUND);
    assert_int_equal(beneath_read(root, STR("out"), 4000, arena, &text), ERR_ACCESS);
    assert_int_equal(beneath_read(root, STR("../../etc/passwd"), 4000, arena, &text), ERR_ACCESS);
    assert_int_equal(beneath_read(root, STR("/etc/passwd"), 4000, arena, &text), ERR_ACCESS);
    assert_int_equal(beneath_read(root, STR("fifo"), 4000, arena, &text), ERR_NOT_FOUND);
    assert_int_equal(beneath_read(root, STR("in/file\0x"), 4000, arena, &text), ERR_NOT_FOUND);
    arena_destroy(arena);
    remove_tree(root, folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(str_cut_gives_both_sides),
        cmocka_unit_test(str_line_takes_lf_and_crlf),
        cmocka_unit_test(str_find_finds_overlapping_needle),
        cmocka_unit_test(str_is_any_takes_whole_words),
        cmocka_unit_test(buf_at_its_limit_stays_unchanged),
        cmocka_unit_test(buf_printf_takes_texts_of_any_length),
        cmocka_unit_test(arena_grow_keeps_items),
        cmocka_unit_test(arena_memory_is_zero_after_a_reset),
        cmocka_unit_test(arena_printf_takes_texts_of_any_length),
        cmocka_unit_test(buf_kept_by_an_arena_outlives_its_buffer),
        cmocka_unit_test(arena_runs_what_was_deferred),
        cmocka_unit_test(blob_lives_as_long_as_a_reference),
        cmocka_unit_test(civil_agrees_with_itself_over_four_centuries),
        cmocka_unit_test(moment_is_written_with_its_offset),
        cmocka_unit_test(diag_defuses_control_bytes),
        cmocka_unit_test(beneath_keeps_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
