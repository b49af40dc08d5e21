#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/control.h"
#include "text/width.h"

enum { RANDOM_TEXTS = 200000, TEXT_MAX = 40 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static size_t find_slowly(str s, bool in_line)
{
    size_t i = 0;
    while (i < s.n && (!control_length(str_from(s, i)) || (!in_line && (s.p[i] == '\t' || s.p[i] == '\n'))))
        i++;
    return i;
}

static size_t span_slowly(str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] >= ' ' && s.p[i] <= '~')
        i++;
    return i;
}

/* Bytes at the edges of what is looked for, and what stands beside them. */
static const char bytes[] = "aaaaaaaaaaaaaaaaaa\x00\x01\t\n\x1f !~\x7f\x80\x9f\xa0\xbf\xc2\xc2\xc3\xe3\xff";

static void words_are_passed_over_as_bytes_would_be(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        char text[TEXT_MAX];
        str s = {text, next_random(&seed) % TEXT_MAX};
        size_t kinds = next_random(&seed) % 2 ? sizeof bytes - 1 : 20; /* often only few of them */
        for (size_t k = 0; k < s.n; k++)
            text[k] = bytes[next_random(&seed) % kinds];
        assert_int_equal(control_find(s), find_slowly(s, true));
        assert_int_equal(control_find_in_text(s), find_slowly(s, false));
        assert_int_equal(text_span_ascii(s), span_slowly(s));
    }
}

static void what_fits_is_whole_graphemes(void **state)
{
    (void)state;
    static const struct {
        str text;
        int columns;
        size_t fits;
    } cases[] = {
        {STR_INIT("abcdef"), 3, 3},     {STR_INIT("abc"), 9, 3},
        {STR_INIT("abe\u0301f"), 3, 5}, /* the accent goes with its letter */
        {STR_INIT("abe\u0301f"), 2, 2}, /* and is not left behind */
        {STR_INIT("日本語"), 5, 6},     /* half a character does not fit */
        {STR_INIT("日\u3099x"), 2, 6},  /* nor is a mark taken from a wide one */
        {STR_INIT("é한x"), 3, 5},       {STR_INIT("a👩‍👩‍👧b"), 3, 19},
        {STR_INIT(""), 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(text_fit(cases[i].text, cases[i].columns), cases[i].fits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_passed_over_as_bytes_would_be),
        cmocka_unit_test(what_fits_is_whole_graphemes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
