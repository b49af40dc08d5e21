#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/frontmatter.h"

#include <stdlib.h>
#include <string.h>

/* A file that begins like front matter and ends there; the bytes have nothing behind them. */
static void what_is_never_closed_is_text(void **state)
{
    (void)state;
    static const char *const sources[] = {"---", "---\n", "---\ntitle: x", "\xef\xbb\xbf---", "---\r\n\r\n"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        size_t n = strlen(sources[i]);
        char *bytes = malloc(n);
        assert_non_null(bytes);
        memcpy(bytes, sources[i], n);
        struct arena *arena = arena_create();
        struct diag diag;
        diag_init(&diag);
        struct frontmatter front = frontmatter_parse((str){bytes, n}, STR("a.md"), arena, &diag);
        assert_false(front.present);
        assert_int_equal(front.body.n, n);
        diag_finish(&diag);
        arena_destroy(arena);
        free(bytes);
    }
}

static void an_empty_one_is_none_but_present(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct frontmatter front = frontmatter_parse(STR("---\n---"), STR("a.md"), arena, NULL);
    assert_true(front.present);
    assert_null(front.data);
    assert_int_equal(front.body.n, 0);
    assert_int_equal(front.body_line, 3);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_never_closed_is_text),
        cmocka_unit_test(an_empty_one_is_none_but_present),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
