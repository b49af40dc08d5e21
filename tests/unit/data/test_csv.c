#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/csv.h"

/* Tables and their values as Ruby's CSV reads them, with headers. */
static void a_table_is_a_list_of_maps(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct data *d =
        csv_parse(STR("a,b,a\n1,\"x, \"\"y\"\"\nz\",9\r\n\n2\n,\"\"\n"), ',', STR("a.csv"), arena, NULL);
    assert_non_null(d);
    assert_int_equal(d->count, 4);
    assert_int_equal(d->items[0]->count, 2);
    assert_string_equal(arena_z(arena, data_get(d->items[0], STR("a"))->text), "1");
    assert_string_equal(arena_z(arena, data_get(d->items[0], STR("b"))->text), "x, \"y\"\nz");
    assert_int_equal(data_get(d->items[1], STR("a"))->kind, DATA_NULL);
    assert_int_equal(data_get(d->items[2], STR("b"))->kind, DATA_NULL);
    assert_int_equal(d->items[2]->line, 5);
    assert_int_equal(data_get(d->items[3], STR("a"))->kind, DATA_NULL);
    assert_int_equal(data_get(d->items[3], STR("b"))->kind, DATA_STRING);
    arena_destroy(arena);
}

static void a_tab_separates_as_well(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct data *d = csv_parse(STR("\xef\xbb\xbf"
                                         "a\tb\n1,5\t2"),
                                     '\t', STR("a.tsv"), arena, NULL);
    assert_int_equal(d->count, 1);
    assert_string_equal(arena_z(arena, data_get(d->items[0], STR("a"))->text), "1,5");
    assert_string_equal(arena_z(arena, data_get(d->items[0], STR("b"))->text), "2");
    arena_destroy(arena);
}

static void a_quote_out_of_place_is_told(void **state)
{
    static const struct {
        str text;
        int line;
    } cases[] = {{STR_INIT("a\n1\"2\n"), 2}, {STR_INIT("a\n\n\"1\" 2\n"), 3}, {STR_INIT("a\n\"1\n2"), 3}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        assert_null(csv_parse(cases[i].text, ',', STR("a.csv"), arena, &diag));
        assert_int_equal(diag.count, 1);
        assert_int_equal(diag.entries[0].line, cases[i].line);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_a_list_of_maps),
        cmocka_unit_test(a_tab_separates_as_well),
        cmocka_unit_test(a_quote_out_of_place_is_told),
    };
    return cmocka_run_group_tests_name("data/csv", tests, NULL, NULL);
}
