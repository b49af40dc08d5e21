#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/words.h"

static void every_cjk_letter_is_a_word(void **state)
{
    (void)state;
    static const struct {
        str text, words;
    } rows[] = {
        {STR_INIT(""), STR_INIT("")},
        {STR_INIT("Moon River"), STR_INIT("moon river")},
        {STR_INIT("對齊問題"), STR_INIT(" 對 齊 問 題")},
        {STR_INIT("GPT模型v2"), STR_INIT("gpt 模 型 v2")},
        {STR_INIT("人，先"), STR_INIT(" 人 , 先")},
        {STR_INIT("ｶﾅ ＡＢ"), STR_INIT(" カ ナ  ab")},
        {STR_INIT("달을"), STR_INIT(" 달 을")},
        {STR_INIT("時々コーヒー"), STR_INIT(" 時 々 コ ー ヒ ー")},
        {STR_INIT("Straße"), STR_INIT("strasse")},
        {STR_INIT("\xf0\xa0\xae\xb7"), STR_INIT(" \xf0\xa0\xae\xb7")},
        {STR_INIT("Привет мир"), STR_INIT("привет мир")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        str words = text_words(rows[i].text, arena);
        if (!str_eq(words, rows[i].words))
            fail_msg("%.*s: \"%.*s\"", STR_ARG(rows[i].text), STR_ARG(words));
        arena_destroy(arena);
    }
}

static void a_word_has_a_letter_or_a_digit(void **state)
{
    (void)state;
    static const str with[] = {STR_INIT("a"), STR_INIT("--7"), STR_INIT("人"), STR_INIT("!é"), STR_INIT("ー")};
    static const str without[] = {STR_INIT(""),         STR_INIT("!?\"'"), STR_INIT("。、"),
                                  STR_INIT("\xcc\x81"), STR_INIT("😀"),     STR_INIT(" \xe3\x80\x80")};
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        assert_true(text_has_word(with[i]));
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        assert_false(text_has_word(without[i]));
}

static void words_are_found_whatever_their_case_and_accents(void **state)
{
    (void)state;
    static const struct {
        str text, word;
        size_t at;
    } rows[] = {
        {STR_INIT("The Moon"), STR_INIT("moon"), 4},
        {STR_INIT("un Café"), STR_INIT("CAFE"), 3},
        {STR_INIT("un cafe"), STR_INIT("café"), 3},
        {STR_INIT("e\xcc\x81te"), STR_INIT("été"), 0},
        {STR_INIT("先談人"), STR_INIT("人"), 6},
        {STR_INIT("がか"), STR_INIT("か"), 3},
        {STR_INIT("Việt Nam"), STR_INIT("viet"), 0},
        {STR_INIT("moo"), STR_INIT("moon"), STR_NONE},
        {STR_INIT("moon"), STR_INIT("\xcc\x81"), STR_NONE},
        {STR_INIT(""), STR_INIT("x"), STR_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_find_word(rows[i].text, rows[i].word) != rows[i].at)
            fail_msg("%.*s in %.*s: %zu", STR_ARG(rows[i].word), STR_ARG(rows[i].text),
                     text_find_word(rows[i].text, rows[i].word));
}

static void words_end_at_any_white_space(void **state)
{
    (void)state;
    str rest = STR(" a\tb\xe3\x80\x80\xe4\xba\xba\xc2\xa0"
                   "c\x01");
    static const str words[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("人"), STR_INIT("c"), STR_INIT("")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str word = text_next_word(&rest);
        if (!str_eq(word, words[i]))
            fail_msg("word %zu is \"%.*s\"", i, STR_ARG(word));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cjk_letter_is_a_word),
        cmocka_unit_test(a_word_has_a_letter_or_a_digit),
        cmocka_unit_test(words_are_found_whatever_their_case_and_accents),
        cmocka_unit_test(words_end_at_any_white_space),
    };
    return cmocka_run_group_tests_name("text/words", tests, NULL, NULL);
}
