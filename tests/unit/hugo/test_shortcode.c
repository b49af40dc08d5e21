#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hugo/sanitise.h"
#include "hugo/shortcode.h"

static void shortcodes_become_what_a_reader_needs_of_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"no {{ .Title }}", "no {{ .Title }}"},
        {"{{< figure src=\"/a.png\" caption=\"A [cat]\" >}}", "![A \\[cat\\]](</a.png>)"},
        {"{{< img `b c.png` />}}", "![](<b c.png>)"},
        {"{{< figure src=\"a.png\" alt=x link=\"https://e.org/\" >}}", "[![x](<a.png>)](<https://e.org/>)"},
        {"{{< youtube abc >}}", "[YouTube](<https://www.youtube.com/watch?v=abc>)"},
        {"{{< gist me 12 >}}", "[Gist](<https://gist.github.com/me/12>)"},
        {"{{% note title=\"Mind\" %}}inner *x*{{% /note %}}", "Mindinner *x*"},
        {"{{< button href=\"/x\" text=\"Go\" >}}", "[Go](</x>)"},
        {"{{< icon name=cat >}}.", "."},
        {"{{< card \"/a b/\" \"The [words]\" >}}", "[The \\[words\\]](</a b/>)"},
        {"{{< video https://e.org/a.mp4 >}}", "[https://e.org/a.mp4](<https://e.org/a.mp4>)"},
        {"{{< photo moon.jpg >}}", "![](<moon.jpg>)"},
        {"<{{< gone >}}>, [a](<{{% gone b %}}>)", "<>, [a](<#>)"},
        {"[a]: <{{% gone %}}>", "[a]: <#>"},
        {"- {{< figure\n src=a.png >}}\n  b", "- ![](<a.png>)\n  b"},
        {"{{</* figure src=\"a\" */>}}", "{{< figure src=\"a\" >}}"},
        {"{{</* x */\n>}}b", "{{< x \n>}}b"},
        {"{{<\n/* x */ >}}b", "{{<\n x  >}}b"},
        {"`{{< gone >}}`", "``"},
        {"{{< highlight go >}}\nx\n{{< /highlight >}}\n", "<pre><code class=\"language-go\">\nx\n</code></pre>\n"},
        {"- a\n  {{< highlight c >}}\nx<y\n{{< /highlight >}}",
         "- a\n  <pre><code class=\"language-c\">\n  x&lt;y\n</code></pre>"},
        {"{{< figure src=\"a.png\" alt=x caption=\"Y\" >}}",
         "<figure><img src=\"a.png\" alt=\"x\"><figcaption markdown=\"span\">Y</figcaption></figure>"},
        {"a {{< figure src=\"a.png\" alt=x caption=\"Y\" >}}", "a ![x](<a.png>) Y"},
        {"{{< tweet 12 >}}", "[tweet](<https://x.com/i/status/12>)"},
        {"a{{< comment >}}\nb{{< /comment >}}c", "ac"},
        {"{{< x.inline >}}{{ .Title }}{{< /x.inline >}}b", "b"},
        {"a {{< x\n y=\">}}\"\n>}}b\nc", "a b\nc"},
        {"{{< note title=\"a\nb\" >}}c", "a bc"},
        {"{{< code html >}}\n<b>*x*</b>\n{{< /code >}}",
         "<pre><code class=\"language-html\">\n&lt;b>*x*&lt;/b>\n</code></pre>"},
        {"{{< code-toggle file=hugo >}}\n[a]\nb_c = '*'\n{{< /code-toggle >}}",
         "<pre><code>\n[a]\nb_c = '*'\n</code></pre>"},
        {"{{< code-toggle file=a />}}\n*b*\n{{< code-toggle >}}c{{< /code-toggle >}}",
         "\n*b*\n<pre><code>c</code></pre>"},
        {"{{< code >}}\n```go\nx\n```\n{{< /code >}}", "\n```go\nx\n```\n"},
        {"{{< highlight \"c\nd\" >}}\nx\n{{< /highlight >}}", "<pre><code class=\"language-c\">\nx\n</code></pre>"},
        {"{{< mermaid >}}\na-->b\n{{< /mermaid >}}", "<pre><code class=\"language-mermaid\">\na-->b\n</code></pre>"},
        {"of {{< highlight go >}}*x*{{< /highlight >}} here", "of <code>*x*</code> here"},
        {"[a]({{<\nparam x >}}/b) c d", "[a](#/b) c d"},
        {"{{< figure src=\"a.png\" caption=\"A *b* `c`\" >}}", "![A b c](<a.png>)"},
        {"{{< figure src=\"a.png\" caption=\"A [b](c) d\" >}}",
         "<figure><img src=\"a.png\" alt=\"A b d\"><figcaption markdown=\"span\">A [b](c) d</figcaption></figure>"},
        {"{{< open", "{{< open"},
        {"{{< a {{< youtube b >}}", "{{< a [YouTube](<https://www.youtube.com/watch?v=b>)"},
    };
    struct arena *arena = arena_create();
    struct page page = {.source = STR("content/a.md")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct shortcode_scope scope = {.page = &page, .arena = arena, .first_line = 1};
        assert_string_equal(arena_z(arena, shortcode_expand(str_of(cases[i].text), &scope).text), cases[i].expected);
    }
    arena_destroy(arena);
}

/* A tag of several lines is one line of the tag's, and code has each its own. */
static void each_line_knows_where_the_author_has_it(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct page page = {.source = STR("content/a.md")};
    const struct shortcode_scope scope = {.page = &page, .arena = arena, .first_line = 5};
    struct mapped out =
        shortcode_expand(STR("a\nb {{< figure\nsrc=c\n>}} d\n{{< code >}}\ne\n{{< /code >}}\nf"), &scope);
    static const int expected[] = {5, 6, 9, 10, 11, 12};
    assert_string_equal(arena_z(arena, out.text), "a\nb ![](<c>) d\n<pre><code>\ne\n</code></pre>\nf");
    assert_int_equal(out.count, 6);
    assert_memory_equal(out.lines, expected, sizeof expected);
    arena_destroy(arena);
}

static void paths_are_sanitised_as_hugo_does(void **state)
{
    (void)state;
    static const struct {
        struct path_style style;
        const char *path, *expected;
    } cases[] = {
        {{0}, "Hello World", "hello-world"},
        {{0}, "a - b", "a-b"},
        {{0}, " a  b ", "a-b"},
        {{0}, "a（b）、c。50%", "abc50"},
        {{0}, "50%2f", "50%2f"},
        {{.keep_case = true}, "ÜBER x", "ÜBER-x"},
        {{0}, "ÜBER", "über"},
        {{.without_accents = true}, "ünïł", "unił"},
        {{0}, "e\xcc\x81", "e\xcc\x81"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(arena_z(arena, sanitise(str_of(cases[i].path), &cases[i].style, arena)), cases[i].expected);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortcodes_become_what_a_reader_needs_of_them),
        cmocka_unit_test(each_line_knows_where_the_author_has_it),
        cmocka_unit_test(paths_are_sanitised_as_hugo_does),
    };
    return cmocka_run_group_tests_name("hugo/shortcode", tests, NULL, NULL);
}
