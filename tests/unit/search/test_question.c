/* Questions as readers type them, and the expressions that SQLite is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/question.h"

static str searched_for(str words, struct arena *arena)
{
    const struct search_terms terms = search_terms_parse(words);
    str parts[] = {search_exact(&terms, arena), search_stemmed(&terms, arena), search_unstemmed(&terms, arena),
                   search_excluded(&terms, arena)};
    return ARENA_CONCAT(arena, parts[0], STR("|"), parts[1], STR("|"), parts[2], STR("|"), parts[3]);
}

static void a_question_becomes_an_expression_that_sqlite_takes(void **state)
{
    static const struct {
        const char *words, *parts;
    } rows[] = {
        {"moon", "\"moon\"|\"moon\"||"},
        {"The moon", "\"the\" AND \"moon\"|\"the\" AND \"moon\"||"},
        {"at c++ 月亮", "\"at\" AND \"c++\" AND \" 月 亮\"||\"at\" AND \"c++\" AND \" 月 亮\"|"},
        {"moon \"tide table\"", "\"moon\" AND \"tide table\"|\"moon\"|\"tide table\"|"},
        {"“tide table”", "\"tide table\"||\"tide table\"|"},
        {"sea -moon -\"tide table\"", "(\"sea\") NOT (\"moon\" OR \"tide table\")|\"sea\"||\"moon\" OR \"tide table\""},
        {"海 －月", "(\" 海\") NOT (\" 月\")||\" 海\"|\" 月\""},
        {"-moon", "|||\"moon\""},
        {"well-known --force - -", "\"well-known\" AND \"--force\"||\"well-known\" AND \"--force\"|"},
        {"\"moon tide", "\" moon\" AND \"tide\"|\"tide\"|\" moon\"|"},
        {"moon\" OR (sea) NEAR(x) * ^a:", "\"moon \" AND \"or\" AND \"(sea)\" AND \"near(x)\" AND \"^a:\"||"
                                          "\"moon \" AND \"or\" AND \"(sea)\" AND \"near(x)\" AND \"^a:\"|"},
        {"\"\" \"!\" -\"\" -! !? \"", "|||"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        str parts = searched_for(str_of(rows[i].words), arena);
        if (!str_eq(parts, str_of(rows[i].parts)))
            fail_msg("%s: %.*s", rows[i].words, STR_ARG(parts));
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_becomes_an_expression_that_sqlite_takes),
    };
    return cmocka_run_group_tests_name("search/question", tests, NULL, NULL);
}
