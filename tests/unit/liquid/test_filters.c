#include "liquid_case.h"

static void texts_are_filtered(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ 'a' | append: 'b' | prepend: 'c' }}", "cab"},
        {"{{ '<a href=\"x\">&amp;' | escape }}", "&lt;a href=&quot;x&quot;&gt;&amp;amp;"},
        {"{{ '1 < 2 &amp; 3' | escape_once }}", "1 &lt; 2 &amp; 3"},
        {"{{ \"it's\" | xml_escape }}", "it&apos;s"},
        {"{{ 'a b&é' | cgi_escape }} {{ 'a b' | url_encode }} {{ 'a+b%20c' | url_decode }}", "a+b%26%C3%A9 a+b a b c"},
        {"{{ 'http://foo.com/?q=foo, \\bar?' | uri_escape }}", "http://foo.com/?q=foo,%20%5Cbar?"},
        {"[{{ ' a ' | strip }}{{ ' a ' | lstrip }}{{ ' a ' | rstrip }}]", "[aa  a]"},
        {"{{ 'a<b>c</b><script>x</script><!-- y -->d' | strip_html }}", "acd"},
        {"{{ 'a < b' | strip_html }}", "a < b"},
        {"{% capture x %}a\nb\n{% endcapture %}{{ x | strip_newlines }} {{ x | newline_to_br }}",
         "ab a<br />\nb<br />\n"},
        {"{{ 'aé' | upcase }} {{ 'AÉ' | downcase }} {{ 'my GREAT title' | capitalize }}", "AÉ aé My great title"},
        {"{{ 'aXbX' | replace: 'X', '-' }} {{ 'aXbX' | replace_first: 'X', '-' }}", "a-b- a-bX"},
        {"{{ 'a&b' | replace: '&', '\\&amp;' }} {{ 'aXbX' | replace: 'X', '[\\0\\1]' }}", "a&amp;b a[X]b[X]"},
        {"{{ 'aXb' | replace: 'X', '<\\`|\\\\&>' }} {{ 'aXbX' | replace_first: 'X', '\\&\\&' }}", "a<a|\\&>b aXXbX"},
        {"{{ 'né' | replace: '', '-' }} {{ 'ab' | replace_first: '', '-' }} {{ 'ab' | remove: '' }}", "-n-é- -ab ab"},
        {"{{ 'aXbX' | replace_last: 'X', '-' }} {{ 'aXbXc' | remove_last: 'X' }} {{ 'a' | remove_last: 'X' }}",
         "aXb- aXbc a"},
        {"{{ 'aXbX' | remove: 'X' }} {{ 'aXbX' | remove_first: 'X' }}", "ab abX"},
        {"{{ 'Hello, Wörld!' | slugify }} {{ 'The _c!' | slugify: 'pretty' }}", "hello-wörld the-_c!"},
        {"{{ 'Ground control to Major Tom.' | truncate: 20 }}", "Ground control to..."},
        {"{{ 'Ground control' | truncate: 10, ', a' }} {{ 'abc' | truncate: 3 }} {{ '漢字漢字漢' | truncate: 4 }}",
         "Ground , a abc 漢..."},
        {"{{ 'one two three' | truncatewords: 2 }} {{ 'one two' | truncatewords: 2, '--' }}", "one two... one two"},
        {"{{ 'Liquid' | slice: 2, 3 }}{{ 'Liquid' | slice: -2, 2 }}{{ 'Liquid' | slice: 0 }}", "quiidL"},
        {"{{ 'a b  c' | number_of_words }} {{ 'a  b' | normalize_whitespace }}", "3 a b"},
        {"{{ nil | default: 'd' }}{{ '' | default: 'e' }}{{ false | default: 'f' }}{{ 'x' | default: 'g' }}", "defx"},
        {"{{ false | default: 'f', allow_false: true }}", "false"},
        {"{{ '*a*' | markdownify }}{{ '\"a\"' | smartify }}", "<div markdown=\"1\">*a*</div>\"a\""},
        {"{{ '你好hello世界and taco' | number_of_words }}", "2"},
        {"{{ '你好hello世界and taco' | number_of_words: 'cjk' }}", "7"},
        {"{{ '你好hello世界and taco' | number_of_words: 'auto' }}", "7"},
        {"{{ 'hello world and taco' | number_of_words: 'auto' }}", "4"},
        {"{{ '안녕하세요 세상, ひらがな' | number_of_words: 'cjk' }}", "12"},
        {"{{ '*a*' | markdownify | remove: '*' }}{{ '' | markdownify }}{{ ' a\nb' | markdownify }}",
         "a<div markdown=\"1\">a b</div>"},
        {"{{ page.deep | jsonify }} {{ 'a\"b' | inspect }} {{ page.list | jsonify }}",
         "{\"key\":[1,2,3]} &quot;a\\&quot;b&quot; [\"c\",\"a\",\"B\",\"a\"]"},
        {"{{ 'abc' | size }}{{ page.list | size }}{{ nil | size }}{{ '漢字' | size }}", "3402"},
    };
    LIQUID_CHECK(cases, true);
}

static void numbers_are_filtered(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ 4 | plus: 2 }} {{ 4 | minus: 2.5 }} {{ 3 | times: '2' }} {{ 0.1 | plus: 0.2 }}", "6 1.5 6 0.3"},
        {"{{ 7 | divided_by: 2 }} {{ -7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }}", "3 -4 3.5"},
        {"{{ '1714953600000000000' | modulo: 7 }} {{ 1714953600000000000 | plus: 1 }}", "4 1714953600000000001"},
        {"{{ 7 | modulo: 3 }} {{ -7 | modulo: 3 }} {{ 7.5 | modulo: 2 }}", "1 2 1.5"},
        {"{{ -5 | abs }} {{ '-5.5' | abs }} {{ 1.2 | ceil }} {{ -1.2 | ceil }} {{ 1.8 | floor }} {{ -1.2 | floor }}",
         "5 5.5 2 -1 1 -2"},
        {"{{ 1.5 | round }} {{ 2.456 | round: 2 }} {{ '3.7' | round }} {{ -1.5 | round }}", "2 2.46 4 -2"},
        {"{{ 4 | at_least: 5 }} {{ 4 | at_most: 3 }} {{ '12' | to_integer }}", "5 3 12"},
        {"{{ 9223372036854775807 | plus: 1 }}", "9.22337203685478e+18"},
        {"{{ 100000 | times: 100000.0 }} {{ 0.00001 }} {{ 1 | divided_by: 3.0 }}",
         "10000000000.0 1.0e-05 0.3333333333333333"},
    };
    LIQUID_CHECK(cases, true);
}

static void lists_are_filtered(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ page.list | join }} {{ page.list | join: ', ' }}", "c a B a c, a, B, a"},
        {"{{ 'a,b,,c,,' | split: ',' | join: '-' }} {{ ' a  b ' | split: ' ' | join: '-' }} {{ 'abc' | split: '' | "
         "join: '-' }}",
         "a-b--c a-b a-b-c"},
        {"{{ page.list | sort | join }} {{ page.list | sort_natural | join }} {{ page.list | reverse | join }}",
         "B a a c a a B c a B a c"},
        {"{{ page.list | uniq | join }} {{ page.list | first }}{{ page.list | last }}", "c a B ca"},
        {"{{ page.people | map: 'name' | join }} {{ page.people | where: 'age', 20 | map: 'name' }}",
         "Ann Bob Cid Bob"},
        {"{{ page.people | sort: 'age' | map: 'name' | join }} {{ page.people | map: 'age' | compact | join }}",
         "Cid Bob Ann 30 20"},
        {"{{ page.people | where_exp: 'p', 'p.age > 25' | map: 'name' }}", "Ann"},
        {"{{ page.list | concat: page.tags | join }}", "c a B a sky night"},
        {"{{ page.list | array_to_sentence_string }} {{ page.tags | array_to_sentence_string: 'or' }}",
         "c, a, B, and a sky or night"},
        {"{% assign g = page.list | group_by: 'x' %}{{ g.size }}{{ g[0].items | join }}", "1c a B a"},
        {"{{ page.list | slice: 1, 2 | join }} {{ page.list | push: 'z' | pop | shift | unshift: 'y' | join }}",
         "a B y a B a"},
        {"{{ (1..3) | reverse | first }}", "3"},
    };
    LIQUID_CHECK(cases, true);
}

static void dates_are_filtered(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ page.date | date: '%Y-%m-%d %H:%M' }} {{ page.date | date: '%b %-d, %Y' }}",
         "2024-05-01 08:00 May 1, 2024"},
        {"{{ '2024-12-30' | date: '%a %A %B %e %j %U %W %V %G %u %w %y %C' }}",
         "Mon Monday December 30 365 52 53 01 2025 1 1 24 20"},
        {"{{ page.date | date: '%I:%M %p %P %l %k %s %z %:z %Z %% %F %T %D %R' }}",
         "08:00 AM am  8  8 1714521600 +0800 +08:00 +0800 % 2024-05-01 08:00:00 05/01/24 08:00"},
        {"{{ page.date | date: '%^b %10Y %_m %q' }}", "MAY 0000002024  5 %q"},
        {"{{ page.date | date_to_string }} {{ page.date | date_to_long_string }}", "01 May 2024 01 May 2024"},
        {"{{ page.date | date_to_string: 'ordinal' }} {{ page.date | date_to_long_string: 'ordinal', 'US' }}",
         "1st May 2024 May 1st, 2024"},
        {"{{ page.date | date_to_xmlschema }} {{ page.date | date_to_rfc822 }}",
         "2024-05-01T00:00:00+00:00 Wed, 01 May 2024 00:00:00 +0000"},
        {"{{ 'no date' | date: '%Y' }} {{ nil | date: '%Y' }} {{ 0 | date: '%Y' }} {{ '86400' | date: '%d' }}",
         "no date  1970 02"},
        {"{{ page.when | date: '%d %b' }}", "04 Mar"},
    };
    LIQUID_CHECK(cases, true);
}

static void lists_are_searched_grouped_and_summed(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% assign a = 'x yy z' | split: ' ' %}{% assign g = a | group_by_exp: 'i', 'i.size' %}"
         "{% for x in g %}{{ x.name }}:{{ x.items | join: '+' }}/{{ x.size }} {% if x.name == 2 %}two {% endif %}"
         "{% endfor %}",
         "1:x+z/2 2:yy/1 two "},
        {"{% assign a = 'b aa c' | split: ' ' %}{{ a | find_exp: 'i', 'i.size == 2' }}"
         "[{{ a | find_exp: 'i', 'i == 9' }}]",
         "aa[]"},
        {"{% assign a = '1 2 3' | split: ' ' %}{{ a | sum }} {{ '1.5 x 2' | split: ' ' | sum }} {{ nil | sum }}",
         "6 3.5 0"},
        {"{% assign a = 'x yy z' | split: ' ' %}{% assign g = a | group_by_exp: 'i', 'i.size' %}"
         "{% assign f = g | find: 'name', 2 %}{{ f.items | first }} {{ g | has: 'name', 2 }} {{ g | has: 'name', 3 }} "
         "{{ g | sum: 'size' }}",
         "yy true false 3"},
    };
    LIQUID_CHECK(cases, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_filtered),
        cmocka_unit_test(numbers_are_filtered),
        cmocka_unit_test(lists_are_searched_grouped_and_summed),
        cmocka_unit_test(lists_are_filtered),
        cmocka_unit_test(dates_are_filtered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
