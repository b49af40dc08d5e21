#ifndef TEST_SERVER_CONFIG_CASE_H
#define TEST_SERVER_CONFIG_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/config.h"

/* A configuration that a test reads, and the complaints about it. */
struct world {
    struct arena *arena;
    struct diag diag;
    struct config config;
};

static inline int set_up(void **state)
{
    static struct world w;
    w = (struct world){.arena = arena_create()};
    diag_init(&w.diag);
    *state = &w;
    return 0;
}

static inline int tear_down(void **state)
{
    struct world *w = *state;
    diag_finish(&w->diag);
    arena_destroy(w->arena);
    return 0;
}

static inline void assert_text(str got, const char *expected)
{
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
