#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/break_kind.h"
#include "text/breaks.h"
#include "text/library_rules.h"
#include "text/width.h"

enum { TEXT_MAX = 256, RANDOM_TEXTS = 20000, LAST_OF_PLANE = 0xffff };

static size_t put(char *p, uint32_t c)
{
    if (c < 0x80) {
        p[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        p[i] = (char)(0x80 | (c & 0x3f));
    p[0] = (char)((0xf00u >> n & 0xf0u) | c);
    return n;
}

/* Marks without columns, which must be those of each grapheme where they are known. */
static void check(const uint32_t *characters, size_t count)
{
    char text[TEXT_MAX];
    unsigned char marks[TEXT_MAX] = {0}, wanted[TEXT_MAX] = {0};
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += put(text + n, characters[i]);
    str s = {text, n};
    struct arena *arena = arena_create();
    text_breaks(s, marks, arena);
    text_breaks_by_library(s, wanted, arena);
    arena_destroy(arena);
    for (size_t i = 0; i < n; i++) {
        if (marks[i] / BREAK_COLUMNS < BREAK_COLUMNS_MAX && marks[i] & BREAK_GRAPHEME)
            assert_int_equal(marks[i] / BREAK_COLUMNS,
                             text_width(str_first(str_from(s, i), text_next_grapheme(str_from(s, i)))));
        marks[i] %= BREAK_COLUMNS;
        wanted[i] %= BREAK_COLUMNS;
        if (marks[i] != wanted[i])
            print_error("U+%04X and %zu more, byte %zu\n", (unsigned)characters[0], count - 1, i);
    }
    assert_memory_equal(marks, wanted, n);
}

/* The first and the last characters of each kind, and one without a kind. */
static size_t examples(uint32_t *out)
{
    size_t count = 0;
    for (int kind = 0; kind < BREAK_KINDS; kind++) {
        uint32_t first = 0, last = 0;
        for (uint32_t c = '!'; c < 0xd800 || (c > 0xdfff && c <= LAST_OF_PLANE); c = c == 0xd7ff ? 0xe000 : c + 1) {
            if (break_kind_of(c) != (enum break_kind)kind)
                continue;
            first = first ? first : c;
            last = c;
        }
        assert_true(first);
        out[count++] = first;
        out[count++] = last;
    }
    out[count++] = 0x1f680;
    return count;
}

static void lines_break_between_any_two_kinds_as_the_library_says(void **state)
{
    (void)state;
    only_with_our_rules();
    uint32_t all[2 * BREAK_KINDS + 1];
    size_t count = examples(all);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            check((uint32_t[]){all[i], all[k]}, 2);
            check((uint32_t[]){all[i], ' ', all[k]}, 3);
            check((uint32_t[]){all[i], ' ', ' ', all[k], 'a'}, 5);
            check((uint32_t[]){'a', all[i], all[k], 0x6708}, 4);
        }
}

static void each_character_is_of_the_kind_that_the_library_says(void **state)
{
    (void)state;
    only_with_our_rules();
    static const uint32_t beside[] = {'a', '1', '(', '"', '$', '%', '!', 0x6708, 0x3002, 0xff08, 0xac00, 0x2019};
    size_t count = sizeof beside / sizeof *beside, n = 0;
    for (uint32_t c = '!'; c <= LAST_OF_PLANE; c++) {
        if (break_kind_of(c) == BREAK_KINDS)
            continue;
        uint32_t text[4 * sizeof beside / sizeof *beside];
        for (size_t i = 0; i < count; i++) {
            text[4 * i] = c;
            text[4 * i + 1] = beside[i];
            text[4 * i + 2] = c;
            text[4 * i + 3] = ' ';
        }
        check(text, 4 * count - 1);
        n++;
    }
    assert_true(n > 30000);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void random_texts_break_as_the_library_says(void **state)
{
    (void)state;
    only_with_our_rules();
    uint32_t all[2 * BREAK_KINDS + 1], seed = 1;
    size_t count = examples(all);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        uint32_t text[40];
        size_t n = 1 + next_random(&seed) % 40;
        for (size_t k = 0; k < n; k++)
            text[k] = k && next_random(&seed) % 5 == 0 ? ' ' : all[next_random(&seed) % (i % 8 ? count - 1 : count)];
        check(text, n);
    }
}

static void no_line_begins_within_a_grapheme(void **state)
{
    (void)state;
    unsigned char marks[5] = {0};
    struct arena *arena = arena_create();
    text_breaks(STR("a \xcc\x81z"), marks, arena);
    arena_destroy(arena);
    assert_true(marks[1] & BREAK_GRAPHEME);
    assert_int_equal(marks[2], 0);
    assert_int_equal(marks[3], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_between_any_two_kinds_as_the_library_says),
        cmocka_unit_test(each_character_is_of_the_kind_that_the_library_says),
        cmocka_unit_test(random_texts_break_as_the_library_says),
        cmocka_unit_test(no_line_begins_within_a_grapheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
