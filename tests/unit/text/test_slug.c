#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/slug.h"

/* Titles and the slugs that Jekyll 4.3's Utils.slugify makes of them. */
static const struct {
    const char *title, *slug, *pretty;
} rows[] = {
    {"Hello World", "hello-world", "hello-world"},
    {"C++ & C#", "c-c", "c++-&-c"},
    {"What's new in 2.0?", "what-s-new-in-2-0", "what's-new-in-2.0"},
    {"月球 登陸：第一步", "月球-登陸-第一步", "月球-登陸-第一步"},
    {"Ünïcödé Straße", "ünïcödé-straße", "ünïcödé-straße"},
    {"ΑΣ ΟΔΟΣ Σ", "ασ-οδοσ-σ", "ασ-οδοσ-σ"},
    {"हिन्दी में", "हिन्दी-में", "हिन्दी-में"},
    {"😀 smile", "smile", "smile"},
    {"a_b", "a-b", "a_b"},
    {"½ ①", "", ""},
    {"  --x--  ", "x", "x"},
    {"😀", "", ""},
};

static void assert_slug(struct arena *arena, const char *title, enum slug_mode mode, const char *wanted)
{
    str slug = text_slug(str_of(title), mode, false, arena);
    if (!str_eq(slug, str_of(wanted)))
        fail_msg("\"%s\" gives %.*s, not %s", title, STR_ARG(slug), wanted);
}

static void test_slugs_are_jekylls(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_slug(arena, rows[i].title, SLUG_DEFAULT, rows[i].slug);
        assert_slug(arena, rows[i].title, SLUG_PRETTY, rows[i].pretty);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slugs_are_jekylls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
