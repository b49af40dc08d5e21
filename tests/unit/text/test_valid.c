#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "text/control.h"
#include "text/valid.h"

enum { TEXT_MAX = 200, RANDOM_TEXTS = 50000 };

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Pieces of text, well-formed and not: overlong, surrogates, beyond U+10FFFF, cut short. */
static const char *const pieces[] = {
    "a",
    "words of ASCII, more than eight",
    "é",
    "月",
    "🚀",
    "\xed\x9f\xbf",
    "\xee\x80\x80",
    "\xe0\xa0\x80",
    "\xc2",
    "\x80",
    "\xe6\x9c",
    "\xf0\x9f",
    "\xff",
    "\xc0\x80",
    "\xe0\x80\x80",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xf0\x80\x80\x80",
    "\xc1\xbf",
};

static size_t compose(char *text, uint32_t *seed, size_t usable)
{
    size_t n = 0;
    for (;;) {
        const char *piece = pieces[next_random(seed) % usable];
        if (n + strlen(piece) > TEXT_MAX || next_random(seed) % 24 == 0)
            return n;
        memcpy(text + n, piece, strlen(piece));
        n += strlen(piece);
    }
}

static void the_first_fault_is_where_the_library_finds_it(void **state)
{
    (void)state;
    uint32_t seed = 1;
    struct arena *arena = arena_create();
    for (int i = 0; i < RANDOM_TEXTS; i++) {
        char text[TEXT_MAX];
        size_t n = compose(text, &seed, i % 2 ? 8 : sizeof pieces / sizeof *pieces), bad;
        const uint8_t *wanted = u8_check((const uint8_t *)text, n);
        str repaired = text_repair((str){text, n}, arena, &bad);
        assert_int_equal(bad, wanted ? (size_t)(wanted - (const uint8_t *)text) : STR_NONE);
        assert_null(u8_check((const uint8_t *)repaired.p, repaired.n));
        arena_reset(arena);
    }
    arena_destroy(arena);
}

static void control_characters_are_found_wherever_they_stand(void **state)
{
    (void)state;
    static const char *const controls[] = {"\x01", "\t", "\n", "\x1f", "\x7f", "\xc2\x80", "\xc2\x9f"};
    static const char *const others[] = {" ", "~", "\xc2\xa0", "\xc3\x80", "é", "月", "\xc2"};
    for (size_t at = 0; at < 40; at++) {
        char text[64];
        memset(text, 'a', sizeof text);
        for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
            memcpy(text + at, controls[i], strlen(controls[i]));
            assert_int_equal(control_find((str){text, sizeof text}), at);
            assert_int_equal(control_length((str){text + at, sizeof text - at}), strlen(controls[i]));
            memset(text, 'a', sizeof text);
        }
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            memcpy(text + at, others[i], strlen(others[i]));
            assert_int_equal(control_find((str){text, sizeof text}), sizeof text);
            memset(text, 'a', sizeof text);
        }
    }
    assert_int_equal(control_find(STR("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_fault_is_where_the_library_finds_it),
        cmocka_unit_test(control_characters_are_found_wherever_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
