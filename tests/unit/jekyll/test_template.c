#include "template_case.h"

static void values_are_written(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"{{ 'a' }}{{ \"b\" }}{{ 1 }}{{ -2.50 }}{{ true }}{{ nil }}{{ nothing }}", "ab1-2.5true"},
        {"{{ page.title }}|{{ page.url }}|{{ page.id }}", "Moon|/2024/05/01/moon.html|/2024/05/01/moon"},
        {"{{ page.tags }}|{{ page.tags.first }}|{{ page.tags[1] }}|{{ page.tags.size }}", "skynight|sky|night|2"},
        {"{{ page.rating }} {{ page.deep.key[-1] }} {{ page['deep'].key.last }}", "4.5 3 3"},
        {"{{ page.date }}|{{ page.when }}", "2024-05-01 00:00:00 +0000|2020-03-04"},
        {"{{ page.content }}|{{ page.excerpt }}|{{ content }}", "body\n|<div markdown=\"1\">body</div>|"},
        {"{{ page.previous.part }} {{ page.previous.excerpt }} {{ page.previous.content | strip }} {{ "
         "site.posts[1].deep.a }}",
         "7 <div markdown=\"1\">body</div> body 1"},
        {"{{ site.posts | where: 'part', 7 | map: 'title' }} {{ site.related_posts.size }}", "Sun 1"},
        {"- {{ page.two | markdownify }}", "- <div markdown=\"1\">\n\n  a\n\n  b\n\n  </div>"},
        {"{{ page.previous.title }}{{ page.next.title }}", "Sun"},
        {"{{ site.title }} {{ site.url }} {{ site.baseurl }} {{ site.author }} {{ site.nav[1] }}",
         "T & T https://e.org /b Me y"},
        {"{{ site.posts.size }} {{ site.posts[1].title }} {{ site.posts.first.url }}", "2 Sun /2024/05/01/moon.html"},
        {"{{ site.tags.sky.size }} {{ site.tags['night'].first.title }}", "2 Moon"},
        {"{{ site.data.n.k }}{{ site.data.n.l[1] }}", "v2"},
        {"{{ jekyll.environment }}", "production"},
        {"{{ page.deep }}", "{\"key\"=>[1, 2, 3]}"},
        {"{{ (1..4) | join: ',' }}", "1,2,3,4"},
        {"{{page.title|upcase}}", "MOON"},
        {"{% assign k = 'title' %}{{ page[k] }}{{ page.[k] }} {{ page.collection }}", "MoonMoon posts"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void highlight_becomes_a_fence(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"a\n{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\nb\n", "a\n```ruby\nputs 1\n```\nb\n"},
        {"{% highlight c %}\n```\n````x\n{% endhighlight %}", "`````c\n```\n````x\n`````"},
        {"1. i\n\n   {% highlight c %}\n   x\n     y\n   {% endhighlight %}\n",
         "1. i\n\n   ```c\n   x\n     y\n   ```\n"},
        {"1. i\n\n   {% highlight c %}\nx\n\ny\n{% endhighlight %}\n", "1. i\n\n   ```c\n   x\n\n   y\n   ```\n"},
        {"- {% highlight c %}\n  x\n  {% endhighlight %}\n- b\n", "- ```c\n  x\n  ```\n- b\n"},
        {"> {% highlight c %}\n> x\n> {% endhighlight %}\n", "> ```c\n> x\n> ```\n"},
        {"text {% highlight c %}x{% endhighlight %} more", "text \n```c\nx\n```\n more"},
        {"{% highlight c++ %}\n\n  {{ 1 }}\n\n{% endhighlight %}\n{% highlight c %}{% endhighlight %}\n",
         "```c++\n  1\n```\n```c\n```\n"},
        {"{% highlight c %}a{% endhighlight %}{% highlight c %}b{% endhighlight %}", "```c\na\n```\n```c\nb\n```"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void files_are_included(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"{% include a.md x='1 2' %}", "[1 2]"},
        {"{% include a.md x=page.title y=\"q \\\" q\" %}", "[Moon]"},
        {"{% assign n = 'a' %}{% include {{ n }}.md x=n %}{{ include.x }}", "[a]"},
        {"{% include set.md %}{{ v }}", "line\n1\nset"},
        {"{% include_relative near.txt %}", "near"},
        {"{% include a.md\n  y='1'\n\n  x='2 {{'\n%}", "[2 {{]"},
        {"{% for i in (1..2) %}{% include break.md %}{{ i }}{% endfor %}", "a"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void addresses_are_found(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"[a]({% post_url 2024-04-01-sun %})", "[a](/b/2024/04/01/sun.html)"},
        {"{% link _posts/2024-04-01-sun.md %}", "/b/2024/04/01/sun.html"},
        {"{% link about.md %} {% link /pic.png %}", "/b/about.html /b/pic.png"},
        {"{% assign p = '2024-04-01-sun' %}{% post_url {{ p }} %}", "/b/2024/04/01/sun.html"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void tags_of_plugins_become_html(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"{% gist user/1234 file.rb %}", "<a href=\"https://gist.github.com/user/1234\">Gist: file.rb</a>"},
        {"{% gist page.rating %}", "<a href=\"https://gist.github.com/4.5\">Gist</a>"},
        {"{% vimeo {{ page.rating }} %}", "<iframe src=\"https://vimeo.com/4.5\" title=\"Vimeo\"></iframe>"},
        {"{% youtube a\"<b %}",
         "<iframe src=\"https://www.youtube.com/watch?v=a&quot;&lt;b\" title=\"YouTube\"></iframe>"},
        {"{% include_code The code c.rb %}", "\n\nThe code\n\n```rb\nputs 1\n```"},
        {"{% include_code lang:ruby c.rb %}", "\n\nc.rb\n\n```ruby\nputs 1\n```"},
        {"{% if true %}{% figure /a.png %}{% else %}b{% endif %}c",
         "<figure markdown=\"1\">\n\n<img src=\"/a.png\" alt=\"\">\n\n\n\n</figure>\n\nc"},
        {"{% figure a.png %}x{% figure %}y{% endfigure %}",
         "<figure markdown=\"1\">\n\n<img src=\"a.png\" alt=\"\">\n\n\n\n</figure>\n\nx<figure "
         "markdown=\"1\">\n\n\n\ny\n\n</figure>\n\n"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void lists_of_the_site_are_walked(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"{% for t in site.tags %}{{ t[0] }}{{ t[1].size }} {% endfor %}", "night1 sky2 "},
        {"{% for p in site.posts %}{{ p.title }} {% endfor %}", "Moon Sun "},
        {"{{ site.posts | where: 'tags', 'night' | map: 'title' }} {{ site.posts | map: 'title' | join: ',' }}",
         "Moon Moon,Sun"},
        {"{{ site.posts }}|{{ site.posts.first }}|{{ site.posts.first | jsonify }}|{{ page | inspect }}|{{ site }}",
         "MoonSun|Moon|\"Moon\"|&quot;Moon&quot;|T & T"},
        {"{{ site.tags | jsonify }}|{% if site.tags == empty %}y{% else %}n{% endif %}",
         "{\"night\":[\"Moon\"],\"sky\":[\"Moon\",\"Sun\"]}|n"},
        {"{% if page == page %}y{% endif %}{% if page == site %}n{% endif %}{% if site.posts[1] == page.previous %}y{% "
         "endif %}",
         "yy"},
    };
    TEMPLATE_CHECK(cases, true);
}

static void addresses_are_made(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"{{ '/a b.png' | relative_url }} {{ 'x' | relative_url }} {{ 'http://z/a' | relative_url }}",
         "/b/a%20b.png /b/x http://z/a"},
        {"{{ '/a' | absolute_url }} {{ page.url | absolute_url }} {{ '' | absolute_url }}",
         "https://e.org/b/a https://e.org/b/2024/05/01/moon.html https://e.org/b"},
        {"{{ page.url | prepend: site.baseurl | prepend: site.url }}", "https://e.org/b/2024/05/01/moon.html"},
    };
    TEMPLATE_CHECK(cases, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written),           cmocka_unit_test(tags_of_plugins_become_html),
        cmocka_unit_test(lists_of_the_site_are_walked), cmocka_unit_test(addresses_are_made),
        cmocka_unit_test(highlight_becomes_a_fence),    cmocka_unit_test(files_are_included),
        cmocka_unit_test(addresses_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
