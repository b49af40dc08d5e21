#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/config_load.h"
#include "server/limits_lint.h"

/* True when there is a warning about a configuration. */
static bool warns(const char *yaml)
{
    struct arena *arena = arena_create();
    struct diag diag;
    struct config config;
    diag_init(&diag);
    assert_int_equal(config_parse(str_of(yaml), STR("a.yml"), arena, &diag, &config), OK);
    limits_lint(&config, &diag);
    bool warned = diag.count == 1;
    assert_true(diag.count <= 1);
    diag_finish(&diag);
    arena_destroy(arena);
    return warned;
}

static void nobody_is_limited_where_all_come_from_this_machine(void **state)
{
    (void)state;
    assert_true(warns("listen: [127.0.0.1]\n"));
    assert_true(warns("listen: ['::1']\n"));
    assert_true(warns("listen: ['[::1]', 127.0.0.2]\n"));
    assert_true(warns("listen: 127.0.0.1\nlimits: { exempt: [127.0.0.1] }\n"));
    assert_true(warns("listen: [127.0.0.1]\nproxy_protocol: { from: [10.0.0.1] }\n"));
}

static void others_are_not_warned(void **state)
{
    (void)state;
    assert_false(warns(""));
    assert_false(warns("listen: [0.0.0.0]\n"));
    assert_false(warns("listen: [127.0.0.1, 192.0.2.1]\n"));
    assert_false(warns("listen: [127.0.0.1]\nlimits: { exempt: [] }\n"));
    assert_false(warns("listen: [127.0.0.1]\nlimits: { exempt: ['::1'] }\n"));
    assert_false(warns("listen: [127.0.0.1]\nproxy_protocol: { from: [127.0.0.0/8] }\n"));
    assert_false(warns("listen: [10.0.0.1]\nlimits: { exempt: [10.0.0.0/8] }\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_limited_where_all_come_from_this_machine),
        cmocka_unit_test(others_are_not_warned),
    };
    return cmocka_run_group_tests_name("server/limits_lint", tests, NULL, NULL);
}
