#include "markdown_show.h"

static void headings_lose_their_ids(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"# One\n", "h1(One)"},
        {"## Two ##\n", "h2(Two)"},
        {"# A {#id}\n", "h1(A)"},
        {"Setext {#x}\n===\n", "h1(Setext)"},
        {"Two\n---\n", "h2(Two)"},
        {"a\nb\n===\n", "h1(a/b)"},
        {"#no heading\n", "p(#no heading)"},
        {"#\n", ""},
        {"####### seven\n", "p(####### seven)"},
        {"# Closed {#id} #\n", "h1(Closed)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void paragraphs_end_where_blocks_begin(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a\nb\n\nc\n", "p(a/b) p(c)"},         {"a\n# h\n", "p(a) h1(h)"},
        {"a\n> q\n", "p(a) quote(p(q))"},       {"a\n- x\n", "p(a) ul(li(p(x)))"},
        {"a\n1. x\n", "p(a) ol1(li(p(x)))"},    {"a\n1986. was a year\n", "p(a/1986. was a year)"},
        {"a\n```\nc\n```\n", "p(a) pre:{c\n}"}, {"a\n---\n", "h2(a)"},
        {"a\n***\nb\n", "p(a) hr p(b)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void code_is_verbatim(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"```ruby\nx\n\ty\n```\n", "pre:ruby{x\n\ty\n}"},
        {"~~~ c\n```\n~~~\n", "pre:c{```\n}"},
        {"    in\n\n    dented\n", "pre:{in\n\ndented\n}"},
        {"```\nnever closed\n", "pre:{never closed\n}"},
        {"````\n```\n````\n", "pre:{```\n}"},
        {"```{.ruby .x}\na\n```\n", "pre:ruby{a\n}"},
        {"``` js {1,2}\na\n```\n", "pre:js{a\n}"},
        {"~~~\n{: .x}\n<b>\n~~~\n", "pre:{{: .x}\n<b>\n}"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void lists_nest(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"- a\n- b\n", "ul(li(p(a)) li(p(b)))"},
        {"* a\n\n* b\n", "ul:loose(li(p(a)) li(p(b)))"},
        {"1. a\n2. b\n", "ol1(li(p(a)) li(p(b)))"},
        {"3) a\n", "ol3(li(p(a)))"},
        {"- a\n  - b\n    - c\n", "ul(li(p(a) ul(li(p(b) ul(li(p(c)))))))"},
        {"- a\n\n  b\n", "ul:loose(li(p(a) p(b)))"},
        {"- a\nlazy\n", "ul(li(p(a/lazy)))"},
        {"1. a\n   - b\n2. c\n", "ol1(li(p(a) ul(li(p(b)))) li(p(c)))"},
        {"- a\n\n\n- b\n", "ul:loose(li(p(a)) li(p(b)))"},
        {"-\n- a\n", "ul(li li(p(a)))"},
        {"- a\n+ b\n", "ul(li(p(a)) li(p(b)))"},
        {"- # h\ntext\n\t- in\n", "ul(li(h1(h) p(text) ul(li(p(in)))))"},
        {"- 1. a\n", "ul(li(ol1(li(p(a)))))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void code_stands_in_items_and_quotes(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"1. a\n   ```sh\n   ls\n   ```\n2. b\n", "ol1(li(p(a) pre:sh{ls\n}) li(p(b)))"},
        {"- a\n\n      code\n", "ul:loose(li(p(a) pre:{code\n}))"},
        {"- a\n```\nb\n```\n", "ul(li(p(a))) pre:{b\n}"},
        {"> ```\n> a\n>  b\n> ```\n", "quote(pre:{a\n b\n})"},
        {"> - ```\n>   a\n>   ```\n", "quote(ul(li(pre:{a\n})))"},
        {"- > a\n  > b\n", "ul(li(quote(p(a/b))))"},
        {"- ~~~\n  a\n  ~~~\n", "ul(li(pre:{a\n}))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void quotes_are_lazy(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"> a\nb\n", "quote(p(a/b))"},
        {"> a\n\nb\n", "quote(p(a)) p(b)"},
        {"> a\n>\n> b\n", "quote(p(a) p(b))"},
        {"> > a\n> b\n", "quote(quote(p(a/b)))"},
        {"> # h\n> - x\n", "quote(h1(h) ul(li(p(x))))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void tasks_know_whether_they_are_done(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"- [ ] a\n- [x] b\n- [X] c\n- [y] d\n- [x]e\n",
         "ul(todo(p(a)) done(p(b)) done(p(c)) li(p([y] d)) li(p([x]e)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void the_excerpt_ends_at_its_mark(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a\n\n<!--more-->\n\nb\n", "p(a) more p(b)"},  {"a\n<!-- more -->\nb\n", "p(a) more p(b)"},
        {"a\n\n<!-- cut -->\n\nb\n", "p(a) more p(b)"}, {"a <!--more--> b\n", "p(a b) more"},
        {"> <!--more-->\n> a\n", "quote(p(a))"},        {"<!-- other -->\n", ""},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void rules_and_empty_sources(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"---\n", "hr"}, {"* * *\n", "hr"}, {"", ""}, {"\n\n", ""}, {"   \n\t\n", ""},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void hard_wrap_makes_every_break_hard(void **state)
{
    (void)state;
    const struct markdown_options options = {.hard_wrap = true, .file = STR("post.md")};
    static const struct show_case one = {"a\nb\n\n- c\n  d\n", "p(a//b) ul(li(p(c//d)))"};
    show_check(markdown_parse, &options, &one);
}

static void some_headings_need_no_space(void **state)
{
    (void)state;
    const struct markdown_options tight = {.tight_headings = true, .file = STR("post.md")};
    static const struct show_case as_headings = {"a\n##b\n\n> #c\n\n- ###d\n", "p(a) h2(b) quote(h1(c)) ul(li(h3(d)))"};
    static const struct show_case as_text = {"a\n##b\n", "p(a/##b)"};
    show_check(markdown_parse, &tight, &as_headings);
    show_check(markdown_parse, &(struct markdown_options){.file = STR("post.md")}, &as_text);
}

static void a_separator_need_not_be_a_comment(void **state)
{
    (void)state;
    const struct markdown_options options = {.file = STR("post.md"), .excerpt_separator = STR("-cut-")};
    static const struct show_case cases[] = {{"a\n-cut-\nb\n", "p(a) more p(b)"}, {"> -cut-\n", "quote(p(-cut-))"}};
    show_check(markdown_parse, &options, &cases[0]);
    show_check(markdown_parse, &options, &cases[1]);
}

static void a_rule_that_ends_the_excerpt_stays_on_the_page(void **state)
{
    (void)state;
    const struct markdown_options options = {.file = STR("post.md"), .excerpt_separator = STR("\n---\n")};
    static const struct show_case one = {"a\n\n---\n\nb\n\n---\nc\n", "p(a) more hr p(b) more hr p(c)"};
    show_check(markdown_parse, &options, &one);
}

static void speakers_keep_their_lines(void **state)
{
    (void)state;
    const struct markdown_options options = {.file = STR("post.md")};
    static const struct show_case one = {"Ann\na\n\nAnn\nb\n\nAnn\nc\n", "p(Ann//a) p(Ann//b) p(Ann//c)"};
    show_check(markdown_parse, &options, &one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_lose_their_ids),
        cmocka_unit_test(paragraphs_end_where_blocks_begin),
        cmocka_unit_test(code_is_verbatim),
        cmocka_unit_test(lists_nest),
        cmocka_unit_test(code_stands_in_items_and_quotes),
        cmocka_unit_test(quotes_are_lazy),
        cmocka_unit_test(tasks_know_whether_they_are_done),
        cmocka_unit_test(the_excerpt_ends_at_its_mark),
        cmocka_unit_test(rules_and_empty_sources),
        cmocka_unit_test(hard_wrap_makes_every_break_hard),
        cmocka_unit_test(some_headings_need_no_space),
        cmocka_unit_test(a_separator_need_not_be_a_comment),
        cmocka_unit_test(a_rule_that_ends_the_excerpt_stays_on_the_page),
        cmocka_unit_test(speakers_keep_their_lines),
    };
    return cmocka_run_group_tests_name("markup/markdown", tests, NULL, NULL);
}
