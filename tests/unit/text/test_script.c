#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/script.h"

static void the_script_tells_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language;
    } cases[] = {
        {"", ""},
        {"Moon, für Élise, луна", ""},
        {"我們來說說話", "zh-Hant"},
        {"我们来说说话", "zh-Hans"},
        {"潮汐", "zh"},
        {"「の」是一個假名，這樣的字在日文裡很多，中文的文章有時會提到", "zh-Hant"},
        {"月のうた", "ja"},
        {"カタカナ", "ja"},
        {"달이 밝다", "ko"},
        {"大韓民國은 民主共和國이다. 모든 권력은 국민으로부터 나온다", "ko"},
        {"Ilya Sutskever 談人工智慧的這個時代", "zh-Hant"},
        {"A long English sentence that mentions 漢字 once", ""},
        {"2024-05-01 ✓ →", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_eq(script_language(str_of(cases[i].text)), str_of(cases[i].language)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_script_tells_the_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
