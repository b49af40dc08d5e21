#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/front_edit.h"

static void expect(const char *source, bool open_form, const char *name, const char *line, const char *wanted)
{
    struct arena *arena = arena_create();
    struct front_lines f = front_lines_of(str_of(source), open_form);
    assert_string_equal(arena_z(arena, front_with(str_of(source), &f, str_of(name), str_of(line), arena)), wanted);
    arena_destroy(arena);
}

static void a_key_is_replaced_with_all_its_lines(void **state)
{
    (void)state;
    expect("---\na: 1\ndate: >\n  x\n\ty\nb: 2\n---\ndate: 3\n", false, "date", "date: 9",
           "---\na: 1\ndate: 9\nb: 2\n---\ndate: 3\n");
    expect("---\ndraft : true\nxdraft: 1\n---\n", false, "draft", "", "---\nxdraft: 1\n---\n");
    expect("---\r\na: 1\r\n---\r\n", false, "b", "b: 2", "---\r\na: 1\r\nb: 2\r\n---\r\n");
}

static void a_table_of_toml_keeps_its_keys(void **state)
{
    (void)state;
    expect("+++\na = 1\n[t]\ndraft = 1\n+++\n", false, "draft", "", "+++\na = 1\n[t]\ndraft = 1\n+++\n");
    expect("+++\na = 1\n[t]\ndate = 1\n+++\n", false, "date", "date = 2", "+++\na = 1\ndate = 2\n[t]\ndate = 1\n+++\n");
}

static void a_text_without_keys_gets_them(void **state)
{
    (void)state;
    expect("Text.\n---\n", false, "date", "date: 1", "---\ndate: 1\n---\n\nText.\n---\n");
    expect("\xef\xbb\xbfText.\n", false, "date", "date: 1", "\xef\xbb\xbf---\ndate: 1\n---\n\nText.\n");
    expect("", false, "date", "date: 1", "---\ndate: 1\n---\n\n");
    expect("---\n---\nx\n", false, "date", "date: 1", "---\ndate: 1\n---\nx\n");
    expect("Text.\n", false, "draft", "", "Text.\n");
}

static void keys_may_stand_above_a_line_alone(void **state)
{
    (void)state;
    expect("a: 1\n---\nx\n", true, "date", "date: 1", "a: 1\ndate: 1\n---\nx\n");
    expect("No key\n---\nx\n", true, "date", "date: 1", "---\ndate: 1\n---\n\nNo key\n---\nx\n");
}

static void what_cannot_be_changed_is_known(void **state)
{
    (void)state;
    assert_true(front_lines_of(STR("---\na: 1\n"), false).unclosed);
    assert_true(front_lines_of(STR("{\"a\": 1}\nx\n"), false).json);
    assert_true(front_lines_of(STR(";;;\n\"a\": 1\n;;;\n"), true).json);
    assert_false(front_lines_of(STR("a: 1\nx\n"), true).unclosed);
    struct front_lines f = front_lines_of(STR("---\na: 'x y' # z\n---\n"), false);
    assert_int_equal(front_value(STR("---\na: 'x y' # z\n---\n"), &f, STR("a")).n, 9);
    assert_null(front_value(STR("---\na: 'x y' # z\n---\n"), &f, STR("b")).p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_replaced_with_all_its_lines), cmocka_unit_test(a_table_of_toml_keeps_its_keys),
        cmocka_unit_test(a_text_without_keys_gets_them),        cmocka_unit_test(keys_may_stand_above_a_line_alone),
        cmocka_unit_test(what_cannot_be_changed_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
