#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/plain.h"

#define RLO "\u202e"
#define LRE "\u202a"
#define PDF "\u202c"
#define RLI "\u2067"
#define PDI "\u2069"
#define C1 "\xc2\x9b"

static const struct {
    str in, label, lines;
} cases[] = {
    {STR_INIT(""), STR_INIT(""), STR_INIT("")},
    {STR_INIT("plain é 日本 “q” …"), STR_INIT("plain é 日本 “q” …"), STR_INIT("plain é 日本 “q” …")},
    {STR_INIT("a\x1b[31m" C1 "b\x7f\x07"), STR_INIT("a[31mb"), STR_INIT("a[31mb")},
    {STR_INIT("a\r\x08\x00z"), STR_INIT("az"), STR_INIT("az")},
    {STR_INIT("tab\tline\n\x01"), STR_INIT("tab line "), STR_INIT("tab\tline\n")},
    {STR_INIT("a\u2028b\u2029c"), STR_INIT("a b c"), STR_INIT("a b c")},
    {STR_INIT("\ufeffin\ufeffside"), STR_INIT("inside"), STR_INIT("inside")},
    {STR_INIT("marks \u200e\u200f\u061c\u200b"), STR_INIT("marks \u200e\u200f\u061c\u200b"),
     STR_INIT("marks \u200e\u200f\u061c\u200b")},
    {STR_INIT("a" RLO "b"), STR_INIT("ab"), STR_INIT("a" RLO "b" PDF)},
    {STR_INIT("a" RLO "b" PDF "c"), STR_INIT("abc"), STR_INIT("a" RLO "b" PDF "c")},
    {STR_INIT("a" PDF PDI "b"), STR_INIT("ab"), STR_INIT("ab")},
    {STR_INIT(RLI "a" LRE "b" PDI "c"), STR_INIT("abc"), STR_INIT(RLI "a" LRE "b" PDI "c")},
    {STR_INIT(LRE "a" RLI "b" PDF "c"), STR_INIT("abc"), STR_INIT(LRE "a" RLI "bc" PDI PDF)},
    {STR_INIT(RLO "a\nb" PDF), STR_INIT("a b"), STR_INIT(RLO "a" PDF "\nb")},
    {STR_INIT("\xe2\x80"), STR_INIT("\xe2\x80"), STR_INIT("\xe2\x80")},
};

static str filtered(str in, enum err put(struct buf *, str), struct arena *arena)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_int_equal(put(&out, in), OK);
    str kept = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return kept;
}

static void what_steers_a_terminal_is_left_out(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str in = arena_str(arena, cases[i].in); /* ASan sees a byte beyond its end */
        str label = filtered(in, text_put_label, arena), lines = filtered(in, text_put_lines, arena);
        assert_true(str_eq(label, cases[i].label) && str_eq(text_label(in, arena), text_is_plain(in) ? in : label));
        assert_true(str_eq(lines, cases[i].lines));
        assert_true(text_is_plain(label) && !text_has_bidi(label));
        assert_true(str_eq(filtered(lines, text_put_lines, arena), lines));
        if (text_is_plain(in))
            assert_ptr_equal(text_label(in, arena).p, in.p);
    }
    arena_destroy(arena);
}

static void no_depth_of_openings_is_left_open(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct buf in;
    buf_init(&in, 1 << 20);
    for (int i = 0; i < 10000; i++)
        buf_put(&in, i % 2 ? STR(RLO) : STR(RLI));
    str out = filtered(buf_str(&in), text_put_lines, arena);
    size_t opened = 0, closed = 0;
    for (size_t i = 0; i + 3 <= out.n; i += 3) {
        str mark = str_between(out, i, i + 3);
        bool opens = str_eq(mark, STR(RLO)) || str_eq(mark, STR(RLI));
        opened += opens;
        closed += !opens;
    }
    assert_true(opened > 0 && opened < 125 && opened == closed);
    buf_finish(&in);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_steers_a_terminal_is_left_out),
        cmocka_unit_test(no_depth_of_openings_is_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
