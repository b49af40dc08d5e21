#include "template_case.h"

/* Errors in Liquid are reported by line, and no text around them is lost. */

struct broken_case {
    const char *in, *out;
    int line;
    const char *told; /* part of the first warning */
};

static bool holds(const struct template_fixture *f, const struct broken_case *c)
{
    if (!f->diag.count || f->diag.errors)
        return false;
    const struct diag_entry *entry = &f->diag.entries[0];
    /* The text begins in line 10 of post.md; a complaint about an earlier line is about the file that it includes. */
    str file = c->line < 10 ? STR("_includes/self.md") : STR("post.md");
    return entry->line == c->line && entry->severity == SEVERITY_WARNING && str_eq(entry->file, file) &&
           str_find(entry->text, str_of(c->told)) != STR_NONE && str_find_char(entry->text, ';') != STR_NONE;
}

static void broken_liquid_is_told(void **state)
{
    (void)state;
    static const struct broken_case cases[] = {
        {"a\nb {% teletext abc %} c\n", "a\nb  c\n", 11, "unknown tag \"teletext\""},
        {"a\nb {% youtube %} c\n", "a\nb  c\n", 11, "{% youtube %} does not say what to show"},
        {"{% include_code ../about.md %}y", "y", 10, "no file \"../about.md\""},
        {"{% codeblock %}\ny", "```\ny\n```", 10, "{% codeblock %} is never closed"},
        {"{% tabs x %}\nin\n{% endtabs %}\n", "\nin\n\n", 10, "unknown tag \"tabs\""},
        {"{{ 'a' | shout }}", "a", 10, "unknown filter \"shout\""},
        {"a\n{{ site.html_files | size }}", "a\n0", 11, "site.html_files is known to Jekyll alone"},
        {"a {{ b c\n\nd\n", "a {{ b c\n\nd\n", 10, "\"{{\" is never closed"},
        {"a {{ b\n\n{{ 1 }}\n", "a {{ b\n\n1\n", 10, "\"{{\" is never closed"},
        {"a\n{% if x\nb {% assign y = 1 %}{{ y }}", "a\n{% if x\nb 1", 11, "\"{%\" is never closed"},
        {"a\n{% if true %}b\nc", "a\nb\nc", 11, "{% if %} is never closed"},
        {"{% for i in (1..2) %}{% if true %}{{ i }}{% endfor %}c", "12c", 10, "{% if %} is never closed"},
        {"a{% endif %}b", "ab", 10, "{% endif %} belongs to no open tag"},
        {"a{% else %}b", "ab", 10, "{% else %} belongs"},
        {"\n\n{% raw %}{{ a", "\n\n{{ a", 12, "{% raw %} is never closed"},
        {"a{% assign %}b", "ab", 10, "sets nothing"},
        {"a{% for x %}b{% endfor %}c", "ac", 10, "is not a loop"},
        {"a{% if 1 = 1 %}b{% else %}c{% endif %}", "ac", 10, "is not a condition"},
        {"a{{ | }}b{{ ! }}", "ab", 10, "is not a value"},
        {"x{% include none.md %}y", "xy", 10, "\"_includes/none.md\""},
        {"x{% include ../_config.yml %}y", "xy", 10, "no file"},
        {"x{% include_relative ../../etc %}y", "xy", 10, "no file"},
        {"\n{% include self.md %}y", "\ny", 1, "8 deep"},
        {"{% post_url 2000-01-01-none %}y", "y", 10, "no post \"2000-01-01-none\""},
        {"{% link none.md %}y", "y", 10, "no file \"none.md\""},
        {"{{ 1 | divided_by: 0 }}y", "y", 10, "division by 0"},
        {"{% for i in (1..99999999) %}a{% endfor %}y", "y", 10, "range"},
        {"{% if 1 < 'a' %}a{% endif %}y", "y", 10, "no order"},
        {"{{ 'a' b }}y", "ay", 10, "makes no sense"},
        {"{% cycle %}{% gist %}y", "y", 10, "cycle"},
    };
    struct template_fixture f;
    int wrong = 0;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mapped out = fixture_run(&f, str_of(cases[i].in));
        if (holds(&f, &cases[i]) && str_eq(out.text, str_of(cases[i].out)))
            continue;
        wrong++;
        print_error("%s\n  gives  %.*s\n  not    %s\n", cases[i].in, STR_ARG(out.text), cases[i].out);
        if (f.diag.count)
            print_error("  warns  %d: %.*s\n", f.diag.entries[0].line, STR_ARG(f.diag.entries[0].text));
    }
    fixture_close(&f);
    assert_int_equal(wrong, 0);
}

static void lines_remember_the_author(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int lines[12];
    } cases[] = {
        {"a\n{{ 1 }}\nb\n", {10, 11, 12}},
        {"{% capture x %}\n{% endcapture %}a\n\nb\n", {11, 12, 13}},
        {"{% for i in (1..2) %}\na\n{% endfor %}\nb\n", {10, 11, 10, 11, 12, 13}},
        {"a\n{% if false %}\nb\n{% endif %}\nc\n", {10, 13, 14}},
        {"a\n\n{% include set.md %}\nb\n", {10, 11, 12, 12, 12, 13}},
        {"x\n{% highlight c %}\na\n{{ 1 }}\n\nb\n{% endhighlight %}\nc\n", {10, 11, 12, 13, 14, 15, 11, 17}},
        {"{% capture x %}\na\nb{% endcapture %}\n\n{{ x }}\n", {12, 13, 14, 14, 14}},
        {"a\n\n{%- assign x = 1 -%}\n\nb\nc\n", {10, 15}},
        {"{% raw %}\n{{\n{% endraw %}\nx", {10, 11, 12, 13}},
        {"{% comment %}\n\n{% endcomment %}x\ny\n", {12, 13}},
        {"a {{ b\n\nc\n", {10, 11, 12}},
    };
    struct template_fixture f;
    int wrong = 0;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct mapped out = fixture_run(&f, str_of(cases[i].in));
        bool same = true;
        for (size_t k = 0; k < out.count; k++)
            same = same && out.lines[k] == cases[i].lines[k];
        if (same && cases[i].lines[out.count] == 0)
            continue;
        wrong++;
        print_error("%s\n  gives %.*s\n ", cases[i].in, STR_ARG(out.text));
        for (size_t k = 0; k < out.count; k++)
            print_error(" %d", out.lines[k]);
        print_error("\n");
    }
    fixture_close(&f);
    assert_int_equal(wrong, 0);
}

/* Liquid inside code runs, as in Jekyll. */
static void code_is_no_exemption(void **state)
{
    (void)state;
    static const struct template_case cases[] = {
        {"```\n{{ 1 }}\n```\n`{{ 2 }}`\n\n    {{ 3 }}\n", "```\n1\n```\n`2`\n\n    3\n"},
    };
    TEMPLATE_CHECK(cases, true);
}

static str repeated(struct arena *arena, const char *what, size_t bytes)
{
    size_t n = strlen(what), count = bytes / n;
    char *text = arena_alloc(arena, n * count, 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * n, what, n);
    return (str){text, n * count};
}

static void hostile_text_ends_soon(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "{{",
        "{%",
        "{% if %}",
        "{% if 1 %}",
        "{% endif %}",
        "{% raw %}",
        "{{ '",
        "{{ \"{{ '",
        "{%'",
        "{{ a.b[",
        "{{ ((((",
        "{% highlight c %}",
        "{% case 1 %}",
        "{% capture x %}",
        "{% else %}",
        "{% comment %}",
        "{% for i in (1..1000000) %}",
        "{% increment x %}",
        "{{ x | a | b: 1, 2 }}",
        "{% assign x = x | append: 'aaaaaaaaaaaaaaaaaaaaaaaa' %}",
        "{%{{",
        "}}",
        "{{}}",
        "{%%}",
        "{% include self.md %}",
        "{{ page | inspect }}",
    };
    struct template_fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        fixture_run(&f, repeated(f.arena, pieces[i], 256 << 10));
    fixture_close(&f);
}

static void work_is_bounded(void **state)
{
    (void)state;
    static const char *const bombs[] = {
        "a{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor "
        "%}",
        "a{% assign s = 'aaaaaaaa' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}{{ s }}",
        "a{% assign s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}"
        "{% for i in (1..1000000) %}{{ s }}{% endfor %}",
        "a{% assign l = 'a,b' | split: ',' %}{% for i in (1..100) %}{% assign l = l | concat: l %}{% endfor %}{{ l | "
        "sort | join }}",
        "a{% for i in (1..100000) %}{{ site.posts | map: 'title' | sort | uniq | jsonify }}{% endfor %}",
        "a{% assign l = (1..900000) %}{% assign m = l | reverse | sort %}{% assign m = l | reverse | sort %}",
        "a{% assign l = 'a' | split: '' %}{% for i in (1..60) %}{% assign l = l | push: l %}{% endfor %}{{ l | jsonify "
        "}}",
        "a{% for i in (1..1000000) %}{% increment x %}{% endfor %}{% for i in (1..1000000) %}{% increment x %}{% "
        "endfor %}",
    };
    struct template_fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        struct mapped out = fixture_run(&f, str_of(bombs[i]));
        assert_true(str_starts(out.text, STR("a")));
        assert_true(out.text.n <= 16 << 20);
        if (f.diag.count != 1)
            print_error("%s: %zu\n", bombs[i], f.diag.count);
        assert_int_equal(f.diag.count, 1);
    }
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_liquid_is_told), cmocka_unit_test(lines_remember_the_author),
        cmocka_unit_test(code_is_no_exemption),  cmocka_unit_test(hostile_text_ends_soon),
        cmocka_unit_test(work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
