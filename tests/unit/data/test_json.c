#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/json.h"

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

static void values_have_the_types_that_yaml_gives_and_their_lines(void **state)
{
    static const str text =
        STR_INIT("\n{ \"title\": \"a\\n\\u4e2d\\ud83d\\ude00\\/\",\r\n \"n\": [-1, 2.5e1, true,\n null, {}],\n"
                 " \"n2\": 12345678901234567890, \"n\": 7 }\n");
    const struct data *root = json_parse(text, STR("a.json"), 1, NULL, *state, NULL);
    assert_non_null(root);
    assert_int_equal(root->line, 2);
    assert_true(str_eq(data_get(root, STR("title"))->text, STR("a\n\xe4\xb8\xad\xf0\x9f\x98\x80/")));
    const struct data *list = root->pairs[1].value;
    assert_int_equal(list->count, 5);
    assert_int_equal(list->items[0]->integer, -1);
    assert_int_equal(list->items[1]->kind, DATA_FLOAT);
    assert_true(list->items[2]->boolean);
    assert_int_equal(list->items[3]->kind, DATA_NULL);
    assert_int_equal(list->items[3]->line, 4);
    assert_int_equal(list->items[4]->kind, DATA_MAP);
    assert_int_equal(data_get(root, STR("n2"))->kind, DATA_FLOAT);
    assert_int_equal(data_get(root, STR("n"))->integer, 7);
}

static void text_may_follow_where_the_caller_takes_it(void **state)
{
    size_t used = 0;
    static const str text = STR_INIT("{\"a\": \"}\"} more {");
    assert_non_null(json_parse(text, STR("a"), 1, &used, *state, NULL));
    assert_int_equal(used, 10);
    assert_null(json_parse(text, STR("a"), 1, NULL, *state, NULL));
}

static void half_of_a_surrogate_pair_is_a_replacement(void **state)
{
    const struct data *d =
        json_parse(STR("[\"\\ud83dx\", \"\\ude00\", \"\\ud83d\\u0041\"]"), STR("a"), 1, NULL, *state, NULL);
    assert_true(str_eq(d->items[0]->text, STR("\xef\xbf\xbdx")));
    assert_true(str_eq(d->items[1]->text, STR("\xef\xbf\xbd")));
    assert_true(str_eq(d->items[2]->text, STR("\xef\xbf\xbd"
                                              "A")));
}

static void what_is_no_json_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        int line;
    } cases[] = {
        {"", 1},
        {"{\n\"a\": 1,\n}", 3},
        {"[1,\n]", 2},
        {"[1 2]", 1},
        {"{\"a\" 1}", 1},
        {"{a: 1}", 1},
        {"['a']", 1},
        {"[True]", 1},
        {"[01]", 1},
        {"[1.]", 1},
        {"[.5]", 1},
        {"[1e]", 1},
        {"[+1]", 1},
        {"\n[\"a\nb\"]", 2},
        {"[\"a\tb\"]", 1},
        {"[\"\\x\"]", 1},
        {"[\"\\u12\"]", 1},
        {"\n\n{\"a\": [1\n\n", 3},
        {"{} // x", 1},
        {"[\n\"\xff\"]", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diag diag;
        diag_init(&diag);
        assert_null(json_parse(str_of(cases[i].text), STR("a.json"), 1, NULL, *state, &diag));
        assert_int_equal(diag.errors, 1);
        assert_int_equal(diag.entries[0].line, cases[i].line);
        diag_finish(&diag);
    }
}

static void nesting_is_bounded(void **state)
{
    static char text[200000];
    memset(text, '[', sizeof text - 1);
    assert_null(json_parse(str_of(text), STR("a"), 1, NULL, *state, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_the_types_that_yaml_gives_and_their_lines),
        cmocka_unit_test(text_may_follow_where_the_caller_takes_it),
        cmocka_unit_test(half_of_a_surrogate_pair_is_a_replacement),
        cmocka_unit_test(what_is_no_json_is_refused_with_its_line),
        cmocka_unit_test(nesting_is_bounded),
    };
    return cmocka_run_group_tests_name("data/json", tests, begin, end);
}
