#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/raised.h"
#include "text/valid.h"

static const struct {
    const char *plain, *above, *below;
} rows[] = {
    {"2", "²", "₂"},        {"0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"},
    {"-3", "⁻³", "₋₃"},     {"n+1", "ⁿ⁺¹", ""},
    {"(i=1)", "⁽ⁱ⁼¹⁾", ""}, {"−1", "⁻¹", "₋₁"},
    {"st", "", ""},         {"2 3", "", ""},
    {"[1]", "", ""},        {"", "", ""},
};

static void test_what_has_a_form_is_moved(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str plain = str_of(rows[i].plain);
        assert_true(str_eq(text_superscript(plain, arena), str_of(rows[i].above)));
        assert_true(str_eq(text_subscript(plain, arena), str_of(rows[i].below)));
    }
    arena_destroy(arena);
}

/* A search finds "H2O" in "H₂O". */
static void test_folding_brings_it_back(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    str digits = STR("0123456789+=()");
    assert_true(str_eq(text_fold(text_superscript(digits, arena), arena), digits));
    assert_true(str_eq(text_fold(text_subscript(digits, arena), arena), digits));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_has_a_form_is_moved),
        cmocka_unit_test(test_folding_brings_it_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
