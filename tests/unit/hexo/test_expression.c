#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hexo/expression.h"

static const char front[] = "title: My Title\ntags: [x, y]\nnumber: 4\n";

static bool read(struct arena *arena, const char *text, str *out)
{
    return expression_read(str_of(text), yaml_parse(str_of(front), STR("x"), 1, arena, NULL), arena, out);
}

/* What nunjucks 3.2.4 makes of each, without escapes. */
static void gives_what_nunjucks_gives(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"1 + 2", "3"},
        {"7 / 2", "3.5"},
        {"7 // 2", "3"},
        {"-7 % 3", "-1"},
        {"2 ** 3", "8"},
        {"2 ** 3 ** 2", "64"},
        {"2 * (3 + 4)", "14"},
        {"10 - 2 - 3", "5"},
        {"0.1 + 0.2", "0.30000000000000004"},
        {"1 / 3", "0.3333333333333333"},
        {"1 / 0", "Infinity"},
        {"\"a\" + 1", "a1"},
        {"1 ~ 2", "12"},
        {"\"5\" * \"2\"", "10"},
        {"number + 1", "5"},
        {"missing + 1", "NaN"},
        {"missing", ""},
        {"title.x.y", ""},
        {"title", "My Title"},
        {"title | upper | lower", "my title"},
        {"'hello World' | capitalize", "Hello world"},
        {"missing | default('x')", "x"},
        {"tags | join('-')", "x-y"},
        {"tags | length", "2"},
        {"tags | first", "x"},
        {"'a,b' | replace(',', '-')", "a-b"},
        {"3.14159 | round(2)", "3.14"},
        {"-3 | abs", "3"},
        {"'  x ' | trim", "x"},
    };
    struct arena *arena = arena_create();
    str out;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(read(arena, cases[i][0], &out));
        assert_true(str_eq(out, str_of(cases[i][1])));
    }
    arena_destroy(arena);
}

static void anything_else_is_not_read(void **state)
{
    (void)state;
    static const char *const cases[] = {"a b", "{a}", "1 +", "", "\"x\" | nofilter", "'x", "f(1)", "(1", "a..b", "|"};
    struct arena *arena = arena_create();
    str out;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(read(arena, cases[i], &out));
    arena_destroy(arena);
}

static void nesting_and_growth_are_bounded(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    static char deep[MANY + 1], grown[MANY + 1];
    struct arena *arena = arena_create();
    str out;
    memset(deep, '(', MANY);
    assert_false(read(arena, deep, &out));
    memset(deep, '-', MANY);
    assert_false(read(arena, deep, &out));
    strcpy(grown, "'aa'");
    for (size_t n = strlen(grown); n + 30 < MANY; n = strlen(grown + n) + n)
        strcpy(grown + n, " | replace('a', 'aaaaaaaa')");
    assert_false(read(arena, grown, &out));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_what_nunjucks_gives),
                                       cmocka_unit_test(anything_else_is_not_read),
                                       cmocka_unit_test(nesting_and_growth_are_bounded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
