#include "markdown_show.h"

static void links_of_every_kind(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"[a](b)", "p(a<b>(a))"},
        {"[a](b \"t\")", "p(a<b>'t'(a))"},
        {"[a](<b c> 't')", "p(a<b c>'t'(a))"},
        {"![a](b)", "p(img<b>(a))"},
        {"[![a](b)](c)", "p(a<c>(img<b>(a)))"},
        {"[a][r] [r] [r][] [x][r]\n\n[r]: /u \"t\"\n", "p(a</u>'t'(a) a</u>'t'(r) a</u>'t'(r) a</u>'t'(x))"},
        {"[a] [r]\n\n[r]: <u v>\n", "p(a<u v>(a))"},
        {"[R]\n\n[r]:\n", "p([R]) p([r]:)"},
        {"[a](b c.png)", "p(a<b c.png>(a))"},
        {"[a](see b)", "p(a<see b>(a))"},
        {"[a](b){:target=\"_blank\"} c", "p(a<b>(a) c)"},
        {"[a\nb](c\n\"t\")", "p(a<c>'t'(a/b))"},
        {"[a](b_c_d)", "p(a<b_c_d>(a))"},
        {"[a~~b](c~~d) ~~e~~", "p(a<c~~d>(a~~b) strike(e))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void reference_labels_may_hold_marks(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"[<b>a</b>]\n\n[<b>a</b>]: u\n", "p(a<u>(strong(a)))"},
        {"[http://x.org]\n\n[http://x.org]: u\n", "p(a<u>(http://x.org))"},
        {"[a ~~b~~][]\n\n[a ~~b~~]: u\n", "p(a<u>(a strike(b)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void bare_addresses_become_links(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"http://a.b/c_d_e", "p(auto<http://a.b/c_d_e>(http://a.b/c_d_e))"},
        {"see https://a.b.", "p(see auto<https://a.b>(https://a.b).)"},
        {"(http://a.b/c(d))", "p((auto<http://a.b/c(d)>(http://a.b/c(d))))"},
        {"http://a.b/?x=1&amp;y=2", "p(auto<http://a.b/?x=1&y=2>(http://a.b/?x=1&y=2))"},
        {"www.a.b", "p(auto<http://www.a.b>(www.a.b))"},
        {"me@a.org.", "p(auto<mailto:me@a.org>(me@a.org).)"},
        {"x@y", "p(x@y)"},
        {"gemini://a.b/", "p(auto<gemini://a.b/>(gemini://a.b/))"},
        {"<http://a.b>", "p(auto<http://a.b>(http://a.b))"},
        {"<me@a.b>", "p(auto<mailto:me@a.b>(me@a.b))"},
        {"`http://a.b`", "p(`http://a.b`)"},
        {"[http://a.b](c)", "p(a<c>(http://a.b))"},
        {"見http://a.b/文，然後", "p(見auto<http://a.b/文>(http://a.b/文)，然後)"},
        {"http://a.b，然後", "p(auto<http://a.b>(http://a.b)，然後)"},
        {"http://zh.w.org/wiki/中文 x", "p(auto<http://zh.w.org/wiki/中文>(http://zh.w.org/wiki/中文) x)"},
        {"**http://a.b**", "p(strong(auto<http://a.b>(http://a.b)))"},
        {"xhttp://a.b", "p(xhttp://a.b)"},
        {"http://", "p(http://)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void emphasis_closes_beside_wide_punctuation(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"**免責聲明：**我", "p(strong(免責聲明：)我)"},
        {"說**「重」**是", "p(說strong(「重」)是)"},
        {"**「a」**b", "p(strong(「a」)b)"},
        {"**甲**：**乙**", "p(strong(甲)：strong(乙))"},
        {"*（甲）*乙", "p(em(（甲）)乙)"},
        {"**甲。** 乙", "p(strong(甲。) 乙)"},
        {"a**\"b\"**c", "p(astrong(\"b\")c)"},
        {"5 * 3 * 2", "p(5 * 3 * 2)"},
        {"**重點**", "p(strong(重點))"},
        {"他*說*，", "p(他em(說)，)"},
        {"**<!--a-->****LN 靜：** b", "p(strong(LN 靜：) b)"},
        {"**a****b**", "p(strong(a)strong(b))"},
        {"**<!-- -->**x", "p(x)"},
        {"a**<b>x</b>**c", "p(astrong(strong(x))c)"},
        {"**a**<br>**b**", "p(strong(a)//strong(b))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void strikethrough_needs_a_pair(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"~~a~~", "p(strike(a))"},
        {"~~a *b* c~~", "p(strike(a em(b) c))"},
        {"a ~~ b ~~ c", "p(a ~~ b ~~ c)"},
        {"~~a", "p(~~a)"},
        {"*~~a~~*", "p(em(strike(a)))"},
        {"~~a~~b~~c", "p(strike(a)b~~c)"},
        {"~a~", "p(~a~)"},
        {"`~~a~~`", "p(`~~a~~`)"},
        {"~~[a](b)~~", "p(strike(a<b>(a)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void footnotes_are_numbered_as_the_text_refers_to_them(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X\n", "p(aref1.1 bref2.1 cref1.2) notes(note1(p(X)) note2(p(Y)))"},
        {"a[^1]\n\n[^1]: one\ntwo\n\n    three\n\n    - four\n\nb\n",
         "p(aref1.1) p(b) notes(note1(p(one/two) p(three) ul(li(p(four)))))"},
        {"a[^1]\n\n[^1]: http://u\n", "p(aref1.1) notes(note1(p(auto<http://u>(http://u))))"},
        {"a[^n]\n", "p(a[^n])"},
        {"[^u]: unused\n", ""},
        {"a[^1]\n\n[^1]: b[^2]\n[^2]: c\n", "p(aref1.1) notes(note1(p(bref2.1)) note2(p(c)))"},
        {"a[^1]\n\n[^1]:\n    b\n", "p(aref1.1) notes(note1(p(b)))"},
        {"**a[^1]**\n\n[^1]: b\n", "p(strong(aref1.1)) notes(note1(p(b)))"},
        {"[a[^1]](u)\n\n[^1]: b\n", "p(a<u>(aref1.1)) notes(note1(p(b)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void abbreviations_carry_their_meaning(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"HTML and XHTML, HTML.\n\n*[HTML]: Hyper Text\n",
         "p(abbr'Hyper Text'(HTML) and XHTML, abbr'Hyper Text'(HTML).)"},
        {"*HTML*\n\n*[HTML]: H\n", "p(em(abbr'H'(HTML)))"},
        {"`HTML`\n\n*[HTML]: H\n", "p(`HTML`)"},
        {"a b c\n\n*[a b]: AB\n*[a]: A\n", "p(abbr'AB'(a b) c)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void spans_lose_their_attributes(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"*a*{:.x} b", "p(em(a) b)"},
        {"`a`{:.language-c}", "p(`a`)"},
        {"a {: .x} b", "p(a b)"},
        {"{::comment}a{:/comment}b", "p(b)"},
        {"a {::nomarkdown}<i>b</i>{:/} c", "p(a em(b) c)"},
        {"{% raw %}", "p({% raw %})"},
        {"{a: b}", "p({a: b})"},
        {"{:a}", ""},
        {"x {:k=>1} [a](b){: width=\"3\"}", "p(x {:k=>1} a<b>(a))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void an_address_ends_within_what_looks_like_code(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"[a](b`)<b>c`", "p(a<b`>(a)strong(c`))"},
        {"x [](]`)<b>c`", "p(x a<]`>strong(c`))"},
        {"[](<a href=\")<dl>\">d", "p([](a<)<dl>>(d))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void breaks_are_hard_or_soft(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a  \nb", "p(a//b)"}, {"a\\\nb", "p(a//b)"},    {"a\\\\\nb", "p(a//b)"},
        {"a\nb", "p(a/b)"},    {"甲\n乙", "p(甲乙)"},    {"甲\nb", "p(甲/b)"},
        {"a<br>b", "p(a//b)"}, {"a<br/>\nb", "p(a//b)"}, {"a\\\\", "p(a\\)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

/* The space leaves an empty text, which is no node. */
static void a_space_before_a_break_that_joins_leaves_no_text(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct markdown_options options = {.file = STR("post.md")};
    struct mapped in = {.text = STR("*甲* \n乙")};
    cmark_node *emphasis = cmark_node_first_child(cmark_node_first_child(markdown_parse(in, &options, arena, NULL)));
    assert_int_equal(cmark_node_get_type(emphasis), CMARK_NODE_EMPH);
    assert_string_equal(cmark_node_get_literal(cmark_node_next(emphasis)), "乙");
    arena_destroy(arena);
}

static void references_are_decoded(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"&amp; &lt; &copy; &#42;a&#42;", "p(& < © *a*)"},
        {"&nbsp;", "p( )"},
        {"&#2;a&#x1;", "p(a)"},
        {"&#128;", "p(€)"},
        {"a&#10;b", "p(a b)"},
        {"&nosuch; &", "p(&nosuch; &)"},
        {"&#<!-- -->2;", "p(&#2;)"},
        {"a & b &c", "p(a & b &c)"},
        {"[a](b&amp;c)", "p(a<b&c>(a))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void backslashes_escape(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"\\*a\\*", "p(*a*)"}, {"\\<b>", "p(<b>)"},       {"\\http://a.b", "p(\\auto<http://a.b>(http://a.b))"},
        {"a\\b", "p(a\\b)"},   {"\\[a](b)", "p([a](b))"}, {"\\~~a~~", "p(~~a~~)"},
        {"\\`a`", "p(`a`)"},   {"\\\\", "p(\\)"},         {"\\$$a$$", "p($$a$$)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void lines_of_a_paragraph_begin_no_block(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a\n    # b\n", "p(a/# b)"}, {"a\n    - c\n", "p(a/- c)"}, {"a `b\n- c`\n", "p(a `b) ul(li(p(c`)))"},
        {"1\\. a", "p(1. a)"},        {"\\- a", "p(- a)"},          {"\\# a", "p(# a)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void code_spans_are_verbatim(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"`a *b* <c> ~~d~~ {:e} [^f]`", "p(`a *b* <c> ~~d~~ {:e} [^f]`)"},
        {"`` a`b ``", "p(`a`b`)"},
        {"`a", "p(`a)"},
        {"a `` b", "p(a `` b)"},
        {"`a  b`", "p(`a  b`)"},
        {"`http://x.y`", "p(`http://x.y`)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

/* FIRST is what the first paragraph becomes: cmark takes a byte order mark off its text, and only there. */
static void check_long(const char *definition, const char *first, const char *others)
{
    const struct markdown_options options = {.file = STR("post.md")};
    struct buf source, shown;
    buf_init(&source, SIZE_MAX);
    buf_init(&shown, SIZE_MAX);
    for (int i = 0; i < 10000; i++) {
        buf_put(&source, STR("\uFEFF[a] *b*\n\n"));
        buf_put(&shown, str_of(i ? others : first));
    }
    buf_put(&source, str_of(definition));
    buf_put_char(&source, '\0');
    shown.p[shown.n - 1] = '\0';
    show_check(markdown_parse, &options, &(struct show_case){source.p, shown.p});
    buf_finish(&source);
    buf_finish(&shown);
}

static void long_texts_become_what_short_ones_do(void **state)
{
    (void)state;
    check_long("", "p([a] em(b)) ", "p(\uFEFF[a] em(b)) ");
    check_long("[a]: /u\n", "p(\uFEFFa</u>(a) em(b)) ", "p(\uFEFFa</u>(a) em(b)) ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_of_every_kind),
        cmocka_unit_test(reference_labels_may_hold_marks),
        cmocka_unit_test(bare_addresses_become_links),
        cmocka_unit_test(emphasis_closes_beside_wide_punctuation),
        cmocka_unit_test(strikethrough_needs_a_pair),
        cmocka_unit_test(footnotes_are_numbered_as_the_text_refers_to_them),
        cmocka_unit_test(abbreviations_carry_their_meaning),
        cmocka_unit_test(spans_lose_their_attributes),
        cmocka_unit_test(an_address_ends_within_what_looks_like_code),
        cmocka_unit_test(breaks_are_hard_or_soft),
        cmocka_unit_test(a_space_before_a_break_that_joins_leaves_no_text),
        cmocka_unit_test(references_are_decoded),
        cmocka_unit_test(backslashes_escape),
        cmocka_unit_test(lines_of_a_paragraph_begin_no_block),
        cmocka_unit_test(code_spans_are_verbatim),
        cmocka_unit_test(long_texts_become_what_short_ones_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
