#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/breaks.h"
#include "text/library_rules.h"
#include "text/width.h"
#include "text/wrap.h"

enum { RANDOM_TEXTS = 30000, PIECES_MAX = 60 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const str pieces[] = {
    STR_INIT("word"),  STR_INIT("a"),        STR_INIT("Zwei-drei"), STR_INIT(" "),      STR_INIT(" "),
    STR_INIT(" "),     STR_INIT("  "),       STR_INIT("1,5"),       STR_INIT("50 %"),   STR_INIT("(x)"),
    STR_INIT("\"q\""), STR_INIT("a/b"),      STR_INIT("$5"),        STR_INIT("it’s"),   STR_INIT("— "),
    STR_INIT("日本"),  STR_INIT("、"),       STR_INIT("「語」"),    STR_INIT("한국어"), STR_INIT("слово"),
    STR_INIT("é"),     STR_INIT("ｗｉｄｅ"), STR_INIT("…"),         STR_INIT("！"),
};
enum { PIECES = sizeof pieces / sizeof *pieces, PIECES_ASCII = 13, PIECES_COMMON = PIECES };

/* The end of the line that begins at START, by the library's judgement of each place: the last break that leaves at
 * most LIMIT columns before it; the end of S; or 0 where a word is too long. */
static size_t line_end(str s, const unsigned char *marks, size_t start, int limit)
{
    size_t end = 0;
    for (size_t i = start + 1; i <= s.n; i++) {
        if (i < s.n && !(marks[i] & BREAK_LINE))
            continue;
        if (text_width(str_trim_char_right(str_between(s, start, i), ' ')) > limit)
            break;
        end = i;
    }
    return end;
}

static void check(str text, int columns, int first, int rest)
{
    struct arena *arena = arena_create();
    str s = str_trim(text);
    unsigned char *marks = arena_alloc(arena, s.n + 1, 1);
    if (s.n)
        text_breaks_by_library(s, marks, arena);
    struct text_lines lines = text_wrap(text, columns, first, rest, arena);
    size_t at = 0, count = 0;
    for (int limit = columns - first; at < s.n; limit = columns - rest) {
        size_t end = line_end(s, marks, at, limit);
        if (!end)
            break;
        assert_true(count < lines.count);
        str wanted = str_trim_char_right(str_between(s, at, end), ' ');
        if (!str_eq(lines.lines[count], wanted))
            print_error("in \"%.*s\", line %zu\n", STR_ARG(s), count);
        assert_true(str_eq(lines.lines[count], wanted));
        count++;
        at = end;
    }
    if (at == s.n)
        assert_int_equal(lines.count, s.n ? count : 1);
    arena_destroy(arena);
}

/* Texts of the first KINDS of all pieces. */
static void check_random(size_t kinds)
{
    uint32_t seed = 7;
    struct buf text;
    buf_init(&text, SIZE_MAX);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        buf_clear(&text);
        size_t count = next_random(&seed) % PIECES_MAX;
        for (size_t k = 0; k < count; k++)
            buf_put(&text, pieces[next_random(&seed) % kinds]);
        int columns = 12 + (int)(next_random(&seed) % 40);
        check(buf_str(&text), columns, (int)(next_random(&seed) % 5), (int)(next_random(&seed) % 5));
    }
    buf_finish(&text);
}

static void ascii_is_filled_as_the_library_breaks_it(void **state)
{
    (void)state;
    only_with_our_rules();
    check_random(PIECES_ASCII);
}

static void other_scripts_are_filled_as_the_library_breaks_them(void **state)
{
    (void)state;
    only_with_our_rules();
    check_random(PIECES_COMMON);
}

static void nothing_is_one_empty_line(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text_lines lines = text_wrap(STR("  "), 10, 0, 0, arena);
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.lines[0].n, 0);
    arena_destroy(arena);
}

static void a_long_word_is_cut_and_nothing_of_it_lost(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text_lines lines = text_wrap(STR("to abcdefghijklmnopqrstuvwxyz end"), 10, 0, 2, arena);
    static const str wanted[] = {STR_INIT("to"), STR_INIT("abcdefgh"), STR_INIT("ijklmnop"), STR_INIT("qrstuvwx"),
                                 STR_INIT("yz end")};
    assert_int_equal(lines.count, 5);
    for (size_t i = 0; i < lines.count; i++)
        assert_true(str_eq(lines.lines[i], wanted[i]));
    arena_destroy(arena);
}

static void an_address_that_fits_a_line_is_kept_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text_lines lines = text_wrap(STR("see https://example.org/a-b/c-d there"), 28, 0, 0, arena);
    assert_int_equal(lines.count, 3);
    assert_true(str_eq(lines.lines[1], STR("https://example.org/a-b/c-d")));
    arena_destroy(arena);
}

/* Marks that open a word stay with it, whichever way the text is filled. */
static void marks_stay_with_the_word_they_open(void **state)
{
    (void)state;
    static const struct {
        str text, first; /* the line before the word */
        int columns;     /* the marks alone would fit */
    } cases[] = {
        {STR_INIT("take in the :name"), STR_INIT("take in"), 13},
        {STR_INIT("say it --option"), STR_INIT("say it"), 10},
        {STR_INIT("go ask at //host/a"), STR_INIT("go ask"), 12},
        {STR_INIT("go read /etc/hosts"), STR_INIT("go"), 12},
        {STR_INIT("日本で --option"), STR_INIT("日本で"), 9},
        {STR_INIT("日本語 :name"), STR_INIT("日本"), 8},
        {STR_INIT("a@b.org or -x1"), STR_INIT("a@b.org or"), 12},
        {STR_INIT("請呼叫-collection"), STR_INIT("請呼"), 8},
        {STR_INIT("write in C++ then"), STR_INIT("write in"), 10},
        {STR_INIT("日本で C++ を"), STR_INIT("日本で"), 9},
        {STR_INIT("C++ by a@b.org C++"), STR_INIT("C++ by a@b.org"), 17},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        struct text_lines lines = text_wrap(cases[i].text, cases[i].columns, 0, 0, arena);
        assert_true(str_eq(lines.lines[0], cases[i].first));
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_is_filled_as_the_library_breaks_it),
        cmocka_unit_test(other_scripts_are_filled_as_the_library_breaks_them),
        cmocka_unit_test(nothing_is_one_empty_line),
        cmocka_unit_test(a_long_word_is_cut_and_nothing_of_it_lost),
        cmocka_unit_test(an_address_that_fits_a_line_is_kept_whole),
        cmocka_unit_test(marks_stay_with_the_word_they_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
