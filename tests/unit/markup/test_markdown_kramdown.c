#include "markdown_show.h"

/* Blocks that kramdown adds to CommonMark. */

static void tables_align_their_columns(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n",
         "table:-lcr(head(td(a) td(b) td(c) td(d)) tr(td(1) td(2) td(3) td(4)))"},
        {"a | b\n--|--\n1 | 2\n", "table:--(head(td(a) td(b)) tr(td(1) td(2)))"},
        {"| a | b |\n| 1 | 2 |\n", "table:--(tr(td(a) td(b)) tr(td(1) td(2)))"},
        {"| a |\n|---|\n| b |\n", "table:-(head(td(a)) tr(td(b)))"},
        {"|a|b|\n|-|-|\n|1|\n|1|2|3|\n", "table:---(head(td(a) td(b) td) tr(td(1) td td) tr(td(1) td(2) td(3)))"},
        {"text\n| a | b |\n|---|---|\n| 1 | 2 |\n", "p(text) table:--(head(td(a) td(b)) tr(td(1) td(2)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void cells_hold_inlines(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"| a \\| b | `c|d` |\n|--|--|\n| **e** | [f](g) |\n",
         "table:--(head(td(a | b) td(`c|d`)) tr(td(strong(e)) td(a<g>(f))))"},
        {"| 甲 | 乙 |\n|--|--|\n| *丙*<br>丁 | ~~戊~~ |\n",
         "table:--(head(td(甲) td(乙)) tr(td(em(丙)//丁) td(strike(戊))))"},
        {"| <br>a | http://x.org |\n|-|-|\n", "table:--(head(td(a) td(auto<http://x.org>(http://x.org))))"},
        {"| \\`a | b\\` |\n|-|-|\n| c | d |\n", "table:--(head(td(`a) td(b`)) tr(td(c) td(d)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void a_pipe_alone_makes_no_table(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a | b\n", "p(a | b)"},
        {"a | b\nc\n", "p(a | b/c)"},
        {"--|--\n", "p(--|--)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void definition_lists_have_terms_and_details(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"T\n: d\n", "dl(dt(T) dd(p(d)))"},
        {"A\nB\n: d\n: e\n", "dl(dt(A) dt(B) dd(p(d)) dd(p(e)))"},
        {"T\n\n: d\n\n    more\n\n    - x\n", "dl(dt(T) dd(p(d) p(more) ul(li(p(x)))))"},
        {"T\n: d\nlazy\n\nU\n: e\n", "dl(dt(T) dd(p(d/lazy)) dt(U) dd(p(e)))"},
        {"a: b\n", "p(a: b)"},
        {"**T**\n: [d](u)\n", "dl(dt(strong(T)) dd(p(a<u>(d))))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void attribute_lists_leave_no_trace(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a\n{: .x}\n", "p(a)"},
        {"{: #y}\n# b\n", "h1(b)"},
        {"- {:.z} c\n- d\n{: .l}\n", "ul(li(p(c)) li(p(d)))"},
        {"| a | b |\n|--|--|\n{: .t}\n", "table:--(head(td(a) td(b)))"},
        {"> q\n{: .q}\n", "quote(p(q))"},
        {"```\nc\n```\n{: .language-c}\n", "pre:{c\n}"},
        {"{:ref: .x}\n\na\n{:ref}\n", "p(a)"},
        {"* toc\n{:toc}\n\nb\n", "p(b)"},
        {"1. TOC\n{:toc}\n# h\n", "h1(h)"},
        {"{:toc}\n* c\n\nd\n", "p(d)"},
        {"# h\n{:.no_toc}\n", "h1(h)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void extensions_are_obeyed(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"{::comment}\nno\n{:/comment}\nyes\n", "p(yes)"},
        {"{::nomarkdown}\n<b>*x*</b>\n{:/}\n", "p(strong(*x*))"},
        {"{::options toc_levels=\"1\" /}\na\n", "p(a)"},
        {"a\n^\nb\n", "p(a) p(b)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void math_is_kept(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"$$\na_b_ * c * d\n$$\n", "pre:math{$$\na_b_ * c * d\n$$\n}"},
        {"$$ x_1 $$\n", "pre:math{$$ x_1 $$\n}"},
        {"a\n$$\nb\n$$\nc\n", "p(a) pre:math{$$\nb\n$$\n} p(c)"},
        {"a\n$$b$$\nc\n", "p(a/$$b$$/c)"},
        {"$$b$$\nc\n", "p($$b$$/c)"},
        {"in $$a_b_c$$ line\n", "p(in $$a_b_c$$ line)"},
        {"a $$ b\n", "p(a $$ b)"},
        {"costs $5 and $6\n", "p(costs $5 and $6)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_align_their_columns),
        cmocka_unit_test(cells_hold_inlines),
        cmocka_unit_test(a_pipe_alone_makes_no_table),
        cmocka_unit_test(definition_lists_have_terms_and_details),
        cmocka_unit_test(attribute_lists_leave_no_trace),
        cmocka_unit_test(extensions_are_obeyed),
        cmocka_unit_test(math_is_kept),
    };
    return cmocka_run_group_tests_name("markup/markdown_kramdown", tests, NULL, NULL);
}
