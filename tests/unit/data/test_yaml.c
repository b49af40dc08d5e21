#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/data.h"

static void numbers_to_the_base_of_sixty_have_two_or_three_parts(void **state)
{
    (void)state;
    static const struct {
        str text;
        enum data_kind kind;
        int64_t value;
    } cases[] = {
        {STR_INIT("12:30"), DATA_INT, 45000},
        {STR_INIT("-1:02:03"), DATA_INT, -3723},
        {STR_INIT("999999999:59:59"), DATA_INT, 3599999999999},
        {STR_INIT("1:60"), DATA_STRING, 0},
        {STR_INIT("1:2:3:4"), DATA_STRING, 0},
        {STR_INIT("8:00:08:00:08:00:08:08:00:08:00:00:00"), DATA_STRING, 0},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct data *d = yaml_parse(cases[i].text, STR("a.yml"), 1, arena, NULL);
        assert_non_null(d);
        assert_int_equal(d->kind, cases[i].kind);
        assert_int_equal(d->integer, cases[i].value);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_to_the_base_of_sixty_have_two_or_three_parts),
    };
    return cmocka_run_group_tests_name("data/yaml", tests, NULL, NULL);
}
