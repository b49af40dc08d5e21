#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plain/dated_name.h"
#include "plain/note_text.h"
#include "plain/title.h"

static void a_day_at_the_start_of_a_path_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *path, *rest;
        int year, month, day;
    } cases[] = {
        {"2024-05-01-moon.md", "moon", 2024, 5, 1},
        {"a/2024-5-1-moon.md", "moon", 2024, 5, 1},
        {"2024-05-01.gmi", "", 2024, 5, 1},
        {"20240501_moon.txt", "moon", 2024, 5, 1},
        {"2024_05_01 moon.md", "moon", 2024, 5, 1},
        {"2024.05.01-moon.md", "moon", 2024, 5, 1},
        {"b/2024/05/01-moon.md", "moon", 2024, 5, 1},
        {"2024/5/1/moon.md", "moon", 2024, 5, 1},
        {"2024-13-01-x.md", NULL, 0, 0, 0},
        {"2024-02-30-x.md", NULL, 0, 0, 0},
        {"2024-05-01x.md", NULL, 0, 0, 0},
        {"12345-x.md", NULL, 0, 0, 0},
        {"2024-05_01-x.md", NULL, 0, 0, 0},
        {"24-05-01-x.md", NULL, 0, 0, 0},
        {"2024/05/moon.md", NULL, 0, 0, 0},
        {"post_2021_07_01_Moon.gmi", "Moon", 2021, 7, 1},
        {"log-2021-07-01.gmi", "", 2021, 7, 1},
        {"a1_2021_07_01.gmi", NULL, 0, 0, 0},
        {"x-2024-05-01.md", NULL, 0, 0, 0},
        {"202405-x.md", NULL, 0, 0, 0},
        {"", NULL, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dated_name found;
        bool dated = dated_name_of(str_of(cases[i].path), &found);
        assert_int_equal(dated, cases[i].rest != NULL);
        if (!dated)
            continue;
        assert_true(str_eq(found.rest, str_of(cases[i].rest)));
        assert_int_equal(found.day.year, cases[i].year);
        assert_int_equal(found.day.month, cases[i].month);
        assert_int_equal(found.day.day, cases[i].day);
    }
}

static void a_title_is_the_first_heading_in_plain_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
    } cases[] = {
        {"\n# The *moon* `x` [y](/z) #\n", "The moon x y"},
        {"Moon\n====\n", "Moon"},
        {"text\n# Later\n", ""},
        {"## Second\n", ""},
        {"    # code\n", ""},
        {"#tag\n", ""},
        {"# C#\n", "C#"},
        {"", ""},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_eq(title_of_markdown(str_of(cases[i].text), arena), str_of(cases[i].title)));
    assert_true(str_eq(title_of_gemtext(STR("=> /\n```\n# no\n```\n# 2024-05-01\n## Day\n"), arena), STR("Day")));
    assert_true(str_eq(title_of_gemtext(STR("## Sub\n# Top\n"), arena), STR("Top")));
    arena_destroy(arena);
}

static void marks_of_notes_keep_the_number_of_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"a ==b== c", "a b c"},
        {"==重點==。", "重點。"},
        {"a==b==c", "a==b==c"},
        {"%%a\n\nb%%\nc", "\n\n\nc"},
        {"x %%a%% y", "x  y"},
        {"50%% to 60%%", "50%% to 60%%"},
        {"[!note] x", "[!note] x"},
        {"`==a==` ``%%b%% ` ``", "`==a==` ``%%b%% ` ``"},
        {"~~~\n==a==\n~~~\n==b==", "~~~\n==a==\n~~~\nb"},
        {"x\n\n    ==a==\n", "x\n\n    ==a==\n"},
        {"- x\n\n    ==a==\n", "- x\n\n    a\n"},
        {"\\==a== [[ -f x ]] a[[1]]", "\\==a== [[ -f x ]] a[[1]]"},
        {"[[#Head]]", "Head"},
    };
    struct arena *arena = arena_create();
    const struct page page = {.source = STR("a.md")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct note_scope scope = {.page = &page, .arena = arena};
        str made = note_text(str_of(cases[i].text), 1, &scope);
        if (!str_eq(made, str_of(cases[i].expected)))
            fail_msg("\"%s\" became \"%.*s\"", cases[i].text, STR_ARG(made));
        assert_int_equal(str_count(made, '\n'), str_count(str_of(cases[i].text), '\n'));
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_at_the_start_of_a_path_is_found),
        cmocka_unit_test(a_title_is_the_first_heading_in_plain_words),
        cmocka_unit_test(marks_of_notes_keep_the_number_of_lines),
    };
    return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
