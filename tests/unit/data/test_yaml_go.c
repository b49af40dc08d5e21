#include "data/yaml_case.h"

static void scalars_have_the_types_of_go_and_not_of_ruby(void **state)
{
    (void)state;
    static const struct scalar_case cases[] = {
        {STR_INIT("y"), DATA_BOOL, 1},
        {STR_INIT("N"), DATA_BOOL, 0},
        {STR_INIT("Yes"), DATA_BOOL, 1},
        {STR_INIT("OFF"), DATA_BOOL, 0},
        {STR_INIT("yEs"), DATA_STRING, 0},
        {STR_INIT("True"), DATA_BOOL, 1},
        {STR_INIT("~"), DATA_NULL, 0},
        {STR_INIT("NULL"), DATA_NULL, 0},
        {STR_INIT("010"), DATA_INT, 8},
        {STR_INIT("0o10"), DATA_INT, 8},
        {STR_INIT("0x1F"), DATA_INT, 31},
        {STR_INIT("0b11"), DATA_INT, 3},
        {STR_INIT("-0b11"), DATA_INT, -3},
        {STR_INIT("08"), DATA_FLOAT, 8},
        {STR_INIT("1_000"), DATA_INT, 1000},
        {STR_INIT("1,000"), DATA_STRING, 0},
        {STR_INIT("12:30:45"), DATA_STRING, 0},
        {STR_INIT("2024-01-02"), DATA_STRING, 0},
        {STR_INIT("2024-01-02T03:04:05Z"), DATA_STRING, 0},
        {STR_INIT("1.10"), DATA_FLOAT, 1},
        {STR_INIT("1e3"), DATA_FLOAT, 1000},
        {STR_INIT(".5"), DATA_FLOAT, 0},
        {STR_INIT("1."), DATA_FLOAT, 1},
        {STR_INIT("-x"), DATA_STRING, 0},
        {STR_INIT("1.2.3"), DATA_STRING, 0},
        {STR_INIT("2020"), DATA_INT, 2020},
        {STR_INIT("9223372036854775808"), DATA_FLOAT, INT64_MAX},
        {STR_INIT(".inf"), DATA_FLOAT, INT64_MAX},
        {STR_INIT("'010'"), DATA_STRING, 0},
    };
    assert_scalars(yaml_parse_as_go, cases, sizeof cases / sizeof *cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalars_have_the_types_of_go_and_not_of_ruby),
    };
    return cmocka_run_group_tests_name("data/yaml_go", tests, NULL, NULL);
}
