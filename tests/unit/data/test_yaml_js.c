/* Scalars as js-yaml 4 reads them. */
#include "data/yaml_case.h"

static void scalars_have_the_types_of_js_yaml(void **state)
{
    (void)state;
    static const struct scalar_case cases[] = {
        {STR_INIT("yes"), DATA_STRING, 0},
        {STR_INIT("off"), DATA_STRING, 0},
        {STR_INIT("True"), DATA_BOOL, 1},
        {STR_INIT("tRue"), DATA_STRING, 0},
        {STR_INIT("~"), DATA_NULL, 0},
        {STR_INIT("010"), DATA_INT, 10},
        {STR_INIT("0o10"), DATA_INT, 8},
        {STR_INIT("0x1f"), DATA_INT, 31},
        {STR_INIT("1_000"), DATA_INT, 1000},
        {STR_INIT("1_"), DATA_STRING, 0},
        {STR_INIT("-5"), DATA_INT, -5},
        {STR_INIT("1.10"), DATA_FLOAT, 1},
        {STR_INIT("1e3"), DATA_FLOAT, 1000},
        {STR_INIT("-.5"), DATA_FLOAT, 0},
        {STR_INIT(".5"), DATA_FLOAT, 0},
        {STR_INIT("."), DATA_STRING, 0},
        {STR_INIT("2024-05-06"), DATA_TIME, 1714953600},
        {STR_INIT("2024-5-6"), DATA_STRING, 0},
        {STR_INIT("2024-5-6 7:08:09"), DATA_TIME, 1714979289},
        {STR_INIT("2024-05-06T07:08:09+09:00"), DATA_TIME, 1714946889},
        {STR_INIT("2024-05-06 07:08:09 +0800"), DATA_STRING, 0},
        {STR_INIT("2024-05-06 07:08"), DATA_STRING, 0},
        {STR_INIT("2024-02-30"), DATA_TIME, 1709251200},
        {STR_INIT("2024-13-01"), DATA_TIME, 1735689600},
    };
    assert_scalars(yaml_parse_as_js, cases, sizeof cases / sizeof *cases);
}

static void a_key_that_stands_twice_is_an_error(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_null(yaml_parse_as_js(STR("a: 1\na: 2\n"), STR("f"), 1, arena, NULL));
    assert_non_null(yaml_parse(STR("a: 1\na: 2\n"), STR("f"), 1, arena, NULL));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scalars_have_the_types_of_js_yaml),
                                       cmocka_unit_test(a_key_that_stands_twice_is_an_error)};
    return cmocka_run_group_tests_name("data/yaml_js", tests, NULL, NULL);
}
