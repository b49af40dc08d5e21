#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "data/data.h"

/* DATA as flow YAML, so that whole trees are compared with what Psych gives. */
static void write(struct buf *out, const struct data *data)
{
    struct arena *arena = arena_create();
    if (data->kind == DATA_MAP || data->kind == DATA_LIST) {
        buf_put(out, data->kind == DATA_MAP ? STR("{") : STR("["));
        for (size_t i = 0; i < data->count; i++) {
            if (i)
                buf_put(out, STR(","));
            if (data->kind == DATA_MAP) {
                buf_put(out, data->pairs[i].key);
                buf_put(out, STR(":"));
            }
            write(out, data->kind == DATA_MAP ? data->pairs[i].value : data->items[i]);
        }
        buf_put(out, data->kind == DATA_MAP ? STR("}") : STR("]"));
    } else {
        buf_put(out, data_text(data, arena));
    }
    arena_destroy(arena);
}

/* The right sides are what Psych's safe_load gives with aliases. */
static void aliases_and_merge_keys_are_what_psych_makes_of_them(void **state)
{
    static const struct {
        str text, tree;
    } cases[] = {
        {STR_INIT("a: &a [1, 2]\nb: *a\n"), STR_INIT("{a:[1,2],b:[1,2]}")},
        {STR_INIT("a: &a x\nb: *a\n*a : y\n"), STR_INIT("{a:x,b:x,x:y}")},
        {STR_INIT("a: &n 1\nb: &n 2\nc: *n\n"), STR_INIT("{a:1,b:2,c:2}")},
        {STR_INIT("- &a {x: &b 1}\n- *b\n- *a\n"), STR_INIT("[{x:1},1,{x:1}]")},
        {STR_INIT("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n"), STR_INIT("{a:{x:1,y:2},b:{x:1,y:3}}")},
        {STR_INIT("a: &a {x: 1, y: 2}\nb:\n  <<: [*a, {z: 1, x: 5}]\n  y: 3\n"),
         STR_INIT("{a:{x:1,y:2},b:{z:1,x:1,y:3}}")},
        {STR_INIT("a: &a {x: 1, y: 2}\nb:\n  y: 0\n  <<: *a\n"), STR_INIT("{a:{x:1,y:2},b:{y:2,x:1}}")},
        {STR_INIT("a: &a {x: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n"), STR_INIT("{a:{x:1},b:{y:2},c:{x:1,y:2}}")},
        {STR_INIT("<<: {p: 1, q: 2}\nq: 3\n"), STR_INIT("{p:1,q:3}")},
        {STR_INIT("f: {<<: [1]}\n<<: 3\n"), STR_INIT("{f:{<<:[1]},<<:3}")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        struct diag diag;
        struct buf out;
        diag_init(&diag);
        buf_init(&out, 1 << 20);
        const struct data *d = yaml_parse(cases[i].text, STR("a.yml"), 1, arena, &diag);
        assert_non_null(d);
        assert_int_equal(diag.count, 0);
        write(&out, d);
        assert_string_equal(arena_z(arena, buf_str(&out)), arena_z(arena, cases[i].tree));
        buf_finish(&out);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

static void refuses(str text, int line, const char *words)
{
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    assert_null(yaml_parse(text, STR("a.yml"), 1, arena, &diag));
    assert_true(diag.count > 0);
    assert_int_equal(diag.entries[0].line, line);
    assert_true(str_find(diag.entries[0].text, str_of(words)) != STR_NONE);
    diag_finish(&diag);
    arena_destroy(arena);
}

static void an_alias_of_nothing_is_told(void **state)
{
    (void)state;
    refuses(STR("a: 1\nb: *x\n"), 2, "&x");
    refuses(STR("a: *x\nb: &x 1\n"), 1, "&x");
    refuses(STR("a: &a [1, *a]\n"), 1, "&a");
}

/* A line that holds ten aliases of the one above, in a list or in a map that is merged. */
static void put_line(struct buf *text, int i, bool merged)
{
    struct arena *arena = arena_create();
    buf_put(text, arena_printf(arena, "a%d: &a%d %s", i, i, merged ? "{<<: {" : "["));
    for (int n = 0; n < 10; n++)
        buf_put(text, merged ? arena_printf(arena, "k%d: *a%d,", n, i - 1) : arena_printf(arena, "*a%d,", i - 1));
    buf_put(text, merged ? STR("}}\n") : STR("]\n"));
    arena_destroy(arena);
}

/* A hundred million values in ten lines, by lists and by merged maps. */
static void an_expansion_bomb_is_refused(void **state)
{
    (void)state;
    for (int merged = 0; merged < 2; merged++) {
        struct buf text;
        buf_init(&text, 1 << 20);
        buf_put(&text, STR("a0: &a0 {k: v}\n"));
        for (int i = 1; i < 10; i++)
            put_line(&text, i, merged);
        refuses(buf_str(&text), 6, "more than 100000 values");
        buf_finish(&text);
    }
}

/* Each line is sixty levels deep and holds the one above at its bottom. */
static void aliases_do_not_nest_deeper_than_what_is_written_out(void **state)
{
    struct arena *arena = arena_create();
    struct buf text;
    (void)state;
    buf_init(&text, 1 << 20);
    buf_put(&text, STR("a: &a [1]\n"));
    for (int i = 0; i < 3; i++) {
        buf_put(&text, arena_printf(arena, "b%d: &a ", i));
        for (int n = 0; n < 50; n++)
            buf_put_char(&text, '[');
        buf_put(&text, STR("*a"));
        for (int n = 0; n < 50; n++)
            buf_put_char(&text, ']');
        buf_put(&text, STR("\n"));
    }
    refuses(buf_str(&text), 3, "nested more than 64");
    buf_finish(&text);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aliases_and_merge_keys_are_what_psych_makes_of_them),
        cmocka_unit_test(an_alias_of_nothing_is_told),
        cmocka_unit_test(an_expansion_bomb_is_refused),
        cmocka_unit_test(aliases_do_not_nest_deeper_than_what_is_written_out),
    };
    return cmocka_run_group_tests_name("data/yaml_alias", tests, NULL, NULL);
}
