#include "markdown_show.h"

static void inline_tags_become_nodes(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"a <b>c *d*</b> e", "p(a strong(c em(d)) e)"},
        {"<i>a</i><em>b</em><strong>c</strong>", "p(em(a)em(b)strong(c))"},
        {"<a href=\"u\" title=\"t\">b</a>", "p(a<u>'t'(b))"},
        {"<img src=\"i\" alt=\"A\">", "p(img<i>(A))"},
        {"<img src=\"i\"/>", "p(img<i>)"},
        {"x <del>a</del> <s>b</s>", "p(x strike(a) strike(b))"},
        {"x <sup>2</sup><sub>3</sub><kbd>K</kbd><mark>m</mark>", "p(x sup(2)sub(3)kbd(K)mark(m))"},
        {"<code>*a* &lt;b&gt; `c`</code>", "p(`*a* <b> `c``)"},
        {"<span style=\"x\">*a*</span>", "p(em(a))"},
        {"a<!-- b -->c", "p(ac)"},
        {"a <script>*b*</script> c", "p(a  c)"},
        {"a <iframe src=\"u\"></iframe> b", "p(a embed<u>(embedded content) b)"},
        {"a <x> <y z=\"1\"> <T>b</T>", "p(a <x>  b)"},
        {"<q>a</q>", "p(“a”)"},
        {"1 < 2 > 1", "p(1 < 2 > 1)"},
        {"a <b", "p(a <b)"},
        {"<a href=\"u\">[b](c)</a>", "p(a<u>(b))"},
        {"<a href=\"u\">http://b.c</a>", "p(a<u>(http://b.c))"},
        {"<b>a", "p(strong(a))"},
        {"a\n<br>b<br> c", "p(a//b//c)"},
        {"<b>a<br></b>c", "p(strong(a)//c)"},
        {"a {: .x} <!-- y --> b", "p(a b)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void elements_may_be_markdown(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"<div markdown=\"1\">\n*a*\n\n- b\n</div>\n", "div(p(em(a)) ul(li(p(b))))"},
        {"<div>\n*a*\n</div>\n", "div(p(*a*))"},
        {"<p>a [caption id=\"x\" width=\"3\"]<img src=\"i\" alt=\"A\"> b <i>c</i>[/caption] d</p>\n",
         "p(a) figure(p(img<i>(A)) p(b em(c))) p(d)"},
        {"<div>[caption caption=\"old\"]<a href=\"u\"><img src=\"i\"></a>[/caption]</div>\n",
         "div(figure(p(a<u>(img<i>)) p(old)))"},
        {"<p>[caption x]<img src=\"i\"> b</p>\n", "p([caption x]img<i> b)"},
        {"<p>a [caption] b[/caption]</p>\n", "p(a [caption] b[/caption])"},
        {"<pre>[caption]<img>[/caption]</pre>\n", "pre:{[caption][/caption]\n}"},
        {"<div>\n\n*a*\n\n</div>\n", "div(p(em(a)))"},
        {"<p markdown=\"1\">*a*</p>\n", "p(em(a))"},
        {"<details>\n<summary>s</summary>\n\n*a*\n\n</details>\n", "details(p(s) p(em(a)))"},
        {"<section markdown=\"block\">\n# a\n</section>\n\nb\n", "section(h1(a)) p(b)"},
        {"<foo markdown=\"block\">\n*a*\n</foo>\n", "div(p(em(a)))"},
        {"<foo markdown=\"span\">\n*a*\n</foo>\n", "p(em(a))"},
        {"<blockquote markdown=\"1\">\na\n</blockquote>\n", "quote(p(a))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void blocks_of_html_become_blocks(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"<p>a</p>\n<p>b</p>\n", "p(a) p(b)"},
        {"<ul><li>a</li><li>b</li></ul>\n", "ul(li(p(a)) li(p(b)))"},
        {"<ol start=\"3\"><li>a</li></ol>\n", "ol3(li(p(a)))"},
        {"<h2>a</h2>\nb\n", "h2(a) p(b)"},
        {"<hr>\n", "hr"},
        {"<pre>a\n b &lt;</pre>\n", "pre:{a\n b <\n}"},
        {"<pre><code class=\"language-c\">a\n</code></pre>\n", "pre:c{a\n}"},
        {"<center>a</center>\n", "center(p(a))"},
        {"<img src=\"i\" alt=\"A\">\n", "p(img<i>(A))"},
        {"<style>a</style>\nb\n", "p(b)"},
        {"<div>a\n\nb</div>\nc\n", "div(p(a/b)) p(c)"},
        {"<div>a\n", "p(a)"},
        {"</div>\na\n", "p(a)"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void tables_of_html_become_tables(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"<table><tr><th>a</th><th align=\"right\">b</th></tr><tr><td>1</td><td>2</td></tr></table>\n",
         "table:-r(head(td(a) td(b)) tr(td(1) td(2)))"},
        {"<table><tr><td colspan=\"2\">a</td></tr><tr><td "
         "rowspan=\"2\">b</td><td>c</td></tr><tr><td>d</td></tr></table>\n",
         "table:--(tr(td(a) td) tr(td(b) td(c)) tr(td td(d)))"},
        {"<table><tr><td>a</td></tr></table>\n", "div(p(a))"},
        {"<table><caption>c</caption><tr><td>a</td><td>b</td></tr></table>\n", "p(c) table:--(tr(td(a) td(b)))"},
        {"<table><tr><td rowspan=\"2\">a<td>b<tr><td>c<td>d</table>\n",
         "table:---(tr(td(a) td(b) td) tr(td td(c) td(d)))"},
    };
    SHOW_CHECK(markdown_parse, cases);
}

static void a_page_of_html_is_the_same_tree(void **state)
{
    (void)state;
    static const struct show_case cases[] = {
        {"<p>a <b>b</b> http://c.d<br><br>e", "p(a strong(b) http://c.d) p(e)"},
        {"a\nb", "p(a/b)"},
        {"<p>甲\n乙", "p(甲乙)"},
        {"<dl><dt>t<dd>d</dl>", "dl(dt(t) dd(p(d)))"},
        {"<div markdown=\"1\">\n*a*\n</div>", "div(p(em(a)))"},
        {"<p>a<!--more--><p>b", "p(a) more p(b)"},
        {"<ruby>漢<rt>kan</rt></ruby>", "p(漢(kan))"},
        {"<video><source src=\"v\"></video>", "p(embed<v>(video))"},
        {"&copy; &#2; &#10;a", "p(©/a)"},
        {"<a href=\"u\"><p>a</p><p>b</p></a>", "p(a<u>(a//b))"},
        {"*a*", "p(*a*)"},
        {"", ""},
    };
    SHOW_CHECK(html_parse, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inline_tags_become_nodes),        cmocka_unit_test(elements_may_be_markdown),
        cmocka_unit_test(blocks_of_html_become_blocks),    cmocka_unit_test(tables_of_html_become_tables),
        cmocka_unit_test(a_page_of_html_is_the_same_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
