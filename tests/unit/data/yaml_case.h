#ifndef TEST_DATA_YAML_CASE_H
#define TEST_DATA_YAML_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/data.h"

typedef const struct data *yaml_parser(str text, str file, int line, struct arena *, struct diag *);

/* A plain scalar and the value that it is. */
struct scalar_case {
    str text;
    enum data_kind kind;
    int64_t value; /* of a float: without its fraction; INT64_MAX: not compared */
};

static inline void assert_scalars(yaml_parser *parse, const struct scalar_case *cases, size_t count)
{
    struct arena *arena = arena_create();
    for (size_t i = 0; i < count; i++) {
        const struct data *map = parse(ARENA_CONCAT(arena, STR("a: "), cases[i].text), STR("f"), 1, arena, NULL);
        const struct data *d = data_get(map, STR("a"));
        assert_non_null(d);
        if (d->kind != cases[i].kind)
            fail_msg("%s is of kind %d", cases[i].text.p, d->kind);
        if (d->kind == DATA_BOOL)
            assert_int_equal(d->boolean, cases[i].value);
        else if (d->kind == DATA_INT || d->kind == DATA_TIME)
            assert_int_equal(d->integer, cases[i].value);
        else if (d->kind == DATA_FLOAT && cases[i].value != INT64_MAX)
            assert_int_equal((int64_t)d->real, cases[i].value);
    }
    arena_destroy(arena);
}

#endif
