#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/unmarked.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    str in, out;
} cases[] = {
    {STR_INIT(""), STR_INIT("")},
    {STR_INIT("plain 日本"), STR_INIT("plain 日本")},
    {STR_INIT("AT&amp;T &#8217;s"), STR_INIT("AT&T ’s")},
    {STR_INIT("Tom <em>Jerry</em><br>"), STR_INIT("Tom Jerry")},
    {STR_INIT("<a href=\"https://e.org/?a>b\">Jo</a>"), STR_INIT("Jo")},
    {STR_INIT("&lt;b&gt; &amp;lt;"), STR_INIT("<b> &lt;")},
    {STR_INIT("<CODE>Vec<T></Code>"), STR_INIT("Vec<T>")},
    {STR_INIT("The <dialog> element"), STR_INIT("The <dialog> element")},
    {STR_INIT("Vec<T>, a <b, c> d"), STR_INIT("Vec<T>, a <b, c> d")},
    {STR_INIT("Why <b> is not <strong>"), STR_INIT("Why <b> is not <strong>")},
    {STR_INIT("<i></i> or <em> </em> or <b>…</b>"), STR_INIT("<i></i> or <em> </em> or <b>…</b>")},
    {STR_INIT("<b>a<i>b</i></b> c</b>"), STR_INIT("ab c</b>")},
    {STR_INIT("<b><i></i></b>"), STR_INIT("<b><i></i></b>")},
    {STR_INIT("<span lang='ja'>夜</span><br/>の海"), STR_INIT("夜 の海")},
    {STR_INIT("long<wbr>word <img src=a.png alt='x'>"), STR_INIT("longword")},
    {STR_INIT("a <img src=x> b <b> c</b> <wbr> d  e"), STR_INIT("a b c d  e")},
    {STR_INIT("<h1>x</h1> <p>y</p>"), STR_INIT("<h1>x</h1> <p>y</p>")},
    {STR_INIT("<a href=\"x>y</a>"), STR_INIT("<a href=\"x>y</a>")},
    {STR_INIT("1 <2 & 3> 2 &nosuch;"), STR_INIT("1 <2 & 3> 2 &nosuch;")},
    {STR_INIT("two&#10;lines &#27;[31m"), STR_INIT("two lines [31m")},
};

static void a_title_becomes_plain_words(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str out = text_unmark(cases[i].in, arena);
        if (!str_eq(out, cases[i].out))
            fail_msg("%.*s -> %.*s", STR_ARG(cases[i].in), STR_ARG(out));
    }
    arena_destroy(arena);
}

static void what_is_plain_is_not_copied(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    str s = STR("A < B > C");
    assert_ptr_equal(text_unmark(s, arena).p, s.p);
    arena_destroy(arena);
}

static void many_open_tags_end_soon(void **state)
{
    (void)state;
    static const char *const parts[] = {"<b ", "<b>", "</b>", "<b a='", "<a b=\"<b '", "<br>"};
    struct arena *arena = arena_create();
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t n = strlen(parts[k]), count = 100000;
        char *text = malloc(n * count);
        assert_non_null(text);
        for (size_t i = 0; i < count; i++)
            for (size_t c = 0; c < n; c++)
                text[i * n + c] = parts[k][c];
        text_unmark((str){text, n * count}, arena);
        free(text);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_title_becomes_plain_words),
        cmocka_unit_test(what_is_plain_is_not_copied),
        cmocka_unit_test(many_open_tags_end_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
