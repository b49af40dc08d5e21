#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/nearest.h"

#include <string.h>

static const str names[] = {STR_INIT("port"), STR_INIT("public_port"), STR_INIT("any_port"), STR_INIT("listen")};

static str nearest(str word)
{
    return str_nearest(word, names, sizeof names / sizeof *names);
}

static void a_slip_is_understood(void **state)
{
    (void)state;
    assert_true(str_eq(nearest(STR("prot")), STR("port")));
    assert_true(str_eq(nearest(STR("Port")), STR("port")));
    assert_true(str_eq(nearest(STR("ports")), STR("port")));
    assert_true(str_eq(nearest(STR("pubic_port")), STR("public_port")));
    assert_true(str_eq(nearest(STR("lisen")), STR("listen")));
}

static void a_beginning_is_understood(void **state)
{
    (void)state;
    assert_true(str_eq(nearest(STR("publ")), STR("public_port")));
}

static void what_is_far_off_gets_no_guess(void **state)
{
    (void)state;
    char longest[300];
    memset(longest, 'p', sizeof longest);
    assert_int_equal(nearest(STR("colour")).n, 0);
    assert_int_equal(nearest(STR("x")).n, 0);
    assert_int_equal(nearest(STR("")).n, 0);
    assert_int_equal(nearest((str){longest, sizeof longest}).n, 0);
    assert_int_equal(str_nearest(STR("port"), NULL, 0).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_understood),
        cmocka_unit_test(a_beginning_is_understood),
        cmocka_unit_test(what_is_far_off_gets_no_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
