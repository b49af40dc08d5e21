#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "data/toml.h"

static int begin(void **state)
{
    *state = arena_create();
    return 0;
}

static int end(void **state)
{
    arena_destroy(*state);
    return 0;
}

static const struct data *read(void **state, const char *text)
{
    return toml_parse(str_of(text), STR("a.toml"), 1, *state, NULL);
}

/* The value at the dotted KEYS. */
static const struct data *at(const struct data *root, const char *keys)
{
    str rest = str_of(keys), key;
    while (rest.n) {
        str_cut(rest, '.', &key, &rest);
        root = data_get(root, key);
    }
    return root;
}

static void values_have_the_types_that_yaml_gives(void **state)
{
    const struct data *root = read(state, "i = 1_000\nh = 0xff\nf = -2.5e3\nyes = true\nno = false\n"
                                          "s = 'C:\\n'\nt = \"a\\tb\\u4e2d\"\nlist = [1, [\"x\"]]\n");
    assert_int_equal(at(root, "i")->integer, 1000);
    assert_int_equal(at(root, "h")->integer, 255);
    assert_int_equal(at(root, "f")->kind, DATA_FLOAT);
    assert_true(at(root, "f")->real < -2499 && at(root, "f")->real > -2501);
    assert_true(at(root, "yes")->boolean);
    assert_false(at(root, "no")->boolean);
    assert_true(str_eq(at(root, "s")->text, STR("C:\\n")));
    assert_true(str_eq(at(root, "t")->text, STR("a\tb\xe4\xb8\xad")));
    assert_int_equal(at(root, "list")->count, 2);
    assert_true(str_eq(at(root, "list")->items[1]->items[0]->text, STR("x")));
}

static void each_of_the_four_kinds_of_time_is_told_from_the_others(void **state)
{
    const struct data *root = read(state, "z = 2024-05-01T08:00:00.5+09:00\nu = 2024-05-01 08:00:00Z\n"
                                          "l = 2024-05-01t08:00:00\nd = 2024-05-01 # day\nt = 07:32:00\n");
    assert_int_equal(at(root, "z")->kind, DATA_TIME);
    assert_true(at(root, "z")->zoned);
    assert_int_equal(at(root, "z")->integer, 1714518000);
    assert_int_equal((int)at(root, "z")->real, 9 * 3600);
    assert_int_equal(at(root, "u")->integer, 1714550400);
    assert_int_equal(at(root, "l")->integer, 1714550400);
    assert_false(at(root, "l")->zoned || at(root, "l")->date_only);
    assert_true(at(root, "d")->date_only);
    assert_int_equal(at(root, "t")->kind, DATA_STRING);
    assert_true(at(root, "t")->clock_only);
}

static void tables_and_their_arrays_nest_and_know_their_lines(void **state)
{
    const struct data *root =
        read(state, "[a.b]\nc.d = 1\n[[a.list]]\nx = 1\n[a.list.sub]\ny = 2\n[[a.list]]\nx = {y = 3, \"z w\".v = 4}\n");
    assert_int_equal(at(root, "a.b.c.d")->integer, 1);
    const struct data *list = at(root, "a.list");
    assert_int_equal(list->count, 2);
    assert_int_equal(list->line, 3);
    assert_int_equal(at(list->items[0], "sub.y")->integer, 2);
    assert_int_equal(list->items[1]->line, 7);
    assert_int_equal(at(list->items[1], "x.y")->integer, 3);
    assert_int_equal(at(list->items[1], "x.z w.v")->line, 8);
}

static void strings_of_several_lines_keep_their_quotes_and_join_at_backslashes(void **state)
{
    const struct data *root =
        read(state, "a = \"\"\"\r\none \\\r\n\r\n   two\r\n\"\"three\"\"\"\"\"\nb = '''\n'x'\\'''\n");
    assert_true(str_eq(at(root, "a")->text, STR("one two\n\"\"three\"\"")));
    assert_true(str_eq(at(root, "b")->text, STR("'x'\\")));
}

static void control_characters_that_escapes_give_reach_nobody(void **state)
{
    assert_true(str_eq(at(read(state, "a = \"x\\u001b[31my\\u0000\"\n"), "a")->text, STR("x[31my")));
    const struct data *whole = toml_parse_with_controls(STR("a = \"\\b\"\n"), STR("a"), 1, *state, NULL);
    assert_true(str_eq(at(whole, "a")->text, STR("\b")));
}

static void a_byte_order_mark_may_stand_only_at_the_beginning_of_a_file(void **state)
{
    static const str text = STR_INIT("\xef\xbb\xbf"
                                     "a = 1\n");
    assert_non_null(toml_parse(text, STR("a"), 1, *state, NULL));
    assert_null(toml_parse(text, STR("a"), 2, *state, NULL));
}

static void what_is_no_toml_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        int line;
    } cases[] = {
        {"a = 1\na = 2\n", 2},
        {"a = True\n", 1},
        {"a = word\n", 1},
        {"a = 2024-1-2\n", 1},
        {"a = 2024-01-02T03:04\n", 1},
        {"a = 2024-01-02T03:04:05+0900\n", 1},
        {"a = 2024-01-02 03:04:05 +09:00\n", 1},
        {"a = 2024-02-30\n", 1},
        {"a = 012\n", 1},
        {"a = 1__0\n", 1},
        {"a = 9223372036854775808\n", 1},
        {"\na = \"x\n", 2},
        {"\n\na = [1,\n2\n", 3},
        {"a = [1 2]\n", 1},
        {"a = {b = 1,}\n", 1},
        {"a = {b = 1\n}\n", 1},
        {"a = 'x' b = 1\n", 1},
        {"a = \"\\q\"\n", 1},
        {"a = \"\\ud800\"\n", 1},
        {"# x\x01\n", 1},
        {"a =\n", 1},
        {"= 1\n", 1},
        {"[a]\n[a]\n", 2},
        {"[a.b.c]\n[a]\nb.d = 1\n", 3},
        {"a.b = 1\n[a]\n", 2},
        {"a = {}\n[a.b]\n", 2},
        {"a = []\n[[a]]\n", 2},
        {"[[a]]\n[a]\n", 2},
        {"[a\n", 1},
        {"[[a]\n", 1},
        {"a = 1\r b = 2\n", 1},
        {"a = 1\nb = \"\xff\"\n", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag diag;
        diag_init(&diag);
        assert_null(toml_parse(str_of(cases[i].text), STR("a.toml"), 1, *state, &diag));
        assert_int_equal(diag.errors, 1);
        assert_int_equal(diag.entries[0].line, cases[i].line);
        diag_finish(&diag);
    }
}

static void repeat(char *out, const char *what, size_t count)
{
    for (size_t i = 0, n = strlen(what); i < count; i++)
        memcpy(out + i * n, what, n + 1);
}

static void nesting_is_bounded_in_every_form(void **state)
{
    static const char *const forms[] = {"[", "{a=", "a."};
    static char text[400000];
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        memcpy(text, "a = ", 5);
        repeat(text + (i < 2 ? 4 : 0), forms[i], 100000);
        assert_null(read(state, text));
    }
    assert_non_null(read(state, "a = [[[[[[[[{b.c.d.e = [[{f = 1}]]}]]]]]]]]\n"));
}

static void long_tables_find_their_keys(void **state)
{
    static char text[20000];
    size_t n = 0;
    for (int i = 0; i < 1000; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "k%d = %d\n", i, i);
    const struct data *root = read(state, text);
    assert_int_equal(root->count, 1000);
    assert_int_equal(at(root, "k0")->integer, 0);
    assert_int_equal(at(root, "k999")->line, 1000);
    memcpy(text + n, "k7 = 1\n", 8);
    assert_null(read(state, text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_the_types_that_yaml_gives),
        cmocka_unit_test(each_of_the_four_kinds_of_time_is_told_from_the_others),
        cmocka_unit_test(tables_and_their_arrays_nest_and_know_their_lines),
        cmocka_unit_test(strings_of_several_lines_keep_their_quotes_and_join_at_backslashes),
        cmocka_unit_test(control_characters_that_escapes_give_reach_nobody),
        cmocka_unit_test(a_byte_order_mark_may_stand_only_at_the_beginning_of_a_file),
        cmocka_unit_test(what_is_no_toml_is_refused_with_its_line),
        cmocka_unit_test(nesting_is_bounded_in_every_form),
        cmocka_unit_test(long_tables_find_their_keys),
    };
    return cmocka_run_group_tests_name("data/toml", tests, begin, end);
}
