#include "liquid_case.h"

static void text_without_liquid_is_borrowed(void **state)
{
    (void)state;
    struct liquid_fixture f;
    fixture_open(&f);
    str in = STR("a { b } % c\n");
    struct mapped out = fixture_run(&f, in);
    assert_ptr_equal(out.text.p, in.p);
    fixture_close(&f);
}

static void white_space_is_controlled(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"a\n {%- assign x = 1 -%} \n b", "ab"},
        {"a {{- 1 -}} b", "a1b"},
        {"a {%- if true %} b {% endif -%} c", "a b c"},
        {"a\n{% assign x = 1 %}\nb", "a\n\nb"},
    };
    LIQUID_CHECK(cases, true);
}

static void blocks_choose(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% if page.flag %}a{% else %}b{% endif %}", "b"},
        {"{% if 1 > 2 %}a{% elsif 2 > 1 %}b{% else %}c{% endif %}", "b"},
        {"{% unless page.flag %}a{% endunless %}", "a"},
        {"{% unless true %}a{% elsif true %}b{% endunless %}", "b"},
        {"{% if 'abc' contains 'b' and page.tags contains 'sky' %}y{% endif %}", "y"},
        {"{% if true or false and false %}y{% else %}n{% endif %}", "y"},
        {"{% if false and false or true %}y{% else %}n{% endif %}", "n"},
        {"{% if page.none == empty %}y{% else %}n{% endif %}{% if '' == empty %}y{% endif %}", "ny"},
        {"{% if page.none == blank %}y{% endif %}{% if page.none == nil %}y{% endif %}", "y"},
        {"{% if 1 == 1.0 %}y{% endif %}{% if 'a' != 'b' %}y{% endif %}{% if 'a'<>'a' %}n{% endif %}", "yy"},
        {"{% case page.title %}{% when 'Sun' %}s{% when 'Star', 'Moon' %}m{% else %}e{% endcase %}", "m"},
        {"{% case 5 %}\n{% when 1 or 5 %}m{% else %}e{% endcase %}", "m"},
        {"{% case 5 %}{% when 1 %}m{% else %}e{% endcase %}", "e"},
        {"a{% comment %}{% if %}{{ x }}{% endcomment %}b", "ab"},
        {"{% if true %}{% if false %}a{% else %}b{% endif %}{% else %}c{% endif %}", "b"},
        {"{% if '' %}y{% endif %}{% if 0 %}y{% endif %}", "yy"},
    };
    LIQUID_CHECK(cases, true);
}

/* The output of Ruby's Liquid. */
static void loops_fill_rows_of_a_table(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% tablerow x in (1..5) cols:2 %}{{ x }}{{ tablerowloop.row }}{{ tablerowloop.col }}"
         "{{ tablerowloop.col_first }}{{ tablerowloop.col_last }}{% endtablerow %}",
         "<tr class=\"row1\">\n<td class=\"col1\">111truefalse</td><td class=\"col2\">212falsetrue</td></tr>\n"
         "<tr class=\"row2\"><td class=\"col1\">321truefalse</td><td class=\"col2\">422falsetrue</td></tr>\n"
         "<tr class=\"row3\"><td class=\"col1\">531truefalse</td></tr>\n"},
        {"{% tablerow x in (1..3) limit: 2, offset: 1 %}{{ tablerowloop.rindex0 }}{{ tablerowloop.last }}"
         "{{ tablerowloop.col_last }}{{ tablerowloop.length }}{{ tablerowloop.col0 }}{% endtablerow %}",
         "<tr class=\"row1\">\n<td class=\"col1\">1falsefalse20</td><td class=\"col2\">0truefalse21</td></tr>\n"},
        {"{% tablerow x in nothing %}a{% endtablerow %}|{% tablerow x in (2..1) cols: 2 %}a{% endtablerow %}|",
         "|<tr class=\"row1\">\n</tr>\n|"},
        {"{% tablerow x in (1..4) cols: 2 %}{{ x }}{% endtablerow %}{{ x }}{{ tablerowloop.row }}",
         "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n"
         "<tr class=\"row2\"><td class=\"col1\">3</td><td class=\"col2\">4</td></tr>\n"},
    };
    LIQUID_CHECK(cases, true);
}

static void loops_repeat(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% for i in (1..3) %}{{ i }}{% endfor %}", "123"},
        {"{% for i in (1..6) limit:2 offset:3 %}{{ i }}{% endfor %}", "45"},
        {"{% for i in (1..3) reversed %}{{ i }}{% endfor %}", "321"},
        {"{% for i in (1..4) reversed limit: 2 %}{{ i }}{% endfor %}", "21"},
        {"{% for i in page.none %}{{ i }}{% else %}none{% endfor %}", "none"},
        {"{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}"
         "{% endfor %}",
         "13"},
        {"{% for i in 'a' %}{{ i }}{% endfor %}", "a"},
        {"{% for i in (1..2) %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}"
         "{{ forloop.first }}{{ forloop.last }}{{ forloop.length }} {% endfor %}",
         "1021truefalse2 2110falsetrue2 "},
        {"{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ b }} {% endfor %}{% endfor %}",
         "11 12 21 22 "},
        {"{% for p in page.deep %}{{ p[0] }}={{ p[1] | join: '+' }}{% endfor %}", "key=1+2+3"},
        {"{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba"},
        {"{% for i in (1..5) limit: 2 %}{{ i }}{% endfor %}{% for i in (1..5) offset: continue %}{{ i }}{% endfor %}",
         "12345"},
        {"{% for i in (1..2) %}{{ i }}{% endfor %}{{ i }}", "12"},
        {"{% for i in page.list %}{% ifchanged %}{{ i | downcase }}{% endifchanged %}{% endfor %}", "caba"},
    };
    LIQUID_CHECK(cases, true);
}

static void variables_are_kept(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% assign x = 'a,b' | split: ',' %}{{ x[1] }}", "b"},
        {"{% capture x %}a{{ 1 }}{% endcapture %}{{ x }}{{ x }}", "a1a1"},
        {"{% capture /dev/null %}a{% endcapture %}b", "b"},
        {"{% increment n %}{% increment n %}{% decrement n %}{% decrement m %}", "011-1"},
        {"{% assign n = 5 %}{% increment n %}{{ n }}", "05"},
        {"{% if true %}{% assign x = 1 %}{% endif %}{{ x }}", "1"},
        {"{% for i in (1..2) %}{% assign x = i %}{% endfor %}{{ x }}", "2"},
        {"{% cycle g: 1, 2 %}{% cycle g: 1, 2 %}", "12"},
    };
    LIQUID_CHECK(cases, true);
}

static void raw_is_literal(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% raw %}{{ a }} {% b %}{% endraw %}c", "{{ a }} {% b %}c"},
        {"{%- raw -%} {{ a {%- endraw -%} c", " {{ ac"},
        {"`{% raw %}{{{% endraw %}`", "`{{`"},
    };
    LIQUID_CHECK(cases, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_without_liquid_is_borrowed),
        cmocka_unit_test(white_space_is_controlled),
        cmocka_unit_test(blocks_choose),
        cmocka_unit_test(loops_repeat),
        cmocka_unit_test(loops_fill_rows_of_a_table),
        cmocka_unit_test(variables_are_kept),
        cmocka_unit_test(raw_is_literal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
