#include "liquid_case.h"

#include "liquid/filter.h"
#include "liquid/walk.h"

/* A host with things of its own: a shelf of books, of which Liquid knows nothing. */

struct book {
    str title;
    int64_t pages;
};

struct shelf {
    const struct book *books;
    size_t count;
};

static struct value book_member(const void *of, str key, const struct value_world *world)
{
    const struct book *book = of;
    (void)world;
    if (str_eq(key, STR("title")))
        return value_string(book->title);
    return str_eq(key, STR("pages")) ? value_int(book->pages) : value_nil();
}

static struct value book_shown(const void *of, const struct value_world *world)
{
    return book_member(of, STR("title"), world);
}

static const struct object_type book_type = {.member = book_member, .shown = book_shown};

static struct value book_value(const struct book *book)
{
    return value_object(VALUE_MAP, &book_type, book, 0);
}

static struct value list_item(const void *of, size_t i, const struct value_world *world)
{
    (void)world;
    return book_value(&((const struct book *)of)[i]);
}

/* From a title to its book. */
static struct value shelf_member(const void *of, str key, const struct value_world *world)
{
    const struct shelf *shelf = of;
    (void)world;
    for (size_t i = 0; i < shelf->count; i++)
        if (str_eq(shelf->books[i].title, key))
            return book_value(&shelf->books[i]);
    return value_nil();
}

static struct value shelf_item(const void *of, size_t i, const struct value_world *world)
{
    const struct book *book = &((const struct shelf *)of)->books[i];
    return value_pair_list(book->title, book_value(book), world);
}

static const struct object_type list_type = {.item = list_item};
static const struct object_type shelf_type = {.member = shelf_member, .item = shelf_item};

static const struct book books[] = {{STR_INIT("Moon"), 30}, {STR_INIT("Sun"), 20}};
static const struct shelf shelf = {books, 2}, bare = {books, 0};

static struct value variable(const void *self, str name, const struct value_world *world)
{
    (void)self;
    (void)world;
    if (str_eq(name, STR("books")))
        return value_object(VALUE_LIST, &list_type, books, 2);
    if (str_eq(name, STR("shelf")))
        return value_object(VALUE_MAP, &shelf_type, &shelf, 2);
    return str_eq(name, STR("bare")) ? value_object(VALUE_MAP, &shelf_type, &bare, 0) : value_nil();
}

/* {% shout %}…{% endshout %}: the text in capitals, and the tag's own words behind it. */
static enum flow run_shout(struct walk *walk, size_t i)
{
    const struct token *token = tag_token(walk, i);
    walk_put(walk, STR("<"));
    enum flow flow = walk_tokens(walk, i + 1, token->end);
    walk_put(walk, token->rest);
    walk_put(walk, STR(">"));
    return flow;
}

/* {% file %}: another file's text. */
static enum flow run_file(struct walk *walk, size_t i)
{
    struct run *run = walk->run;
    (void)i;
    if (run->includes == RUN_INCLUDES_MAX) {
        run_warn(run, "too deep");
        return FLOW_ON;
    }
    const struct walk_file other = {template_cut(run, *(const str *)run->host->self), STR("other.txt"), 3};
    return walk_file(walk, &other, STR("with"), value_int(7));
}

static enum flow run_if(struct walk *walk, size_t i)
{
    (void)i;
    walk_put(walk, STR("the host's own"));
    return FLOW_ON;
}

static const struct tag tags[] = {{STR_INIT("shout"), run_shout, TAG_BLOCK},
                                  {STR_INIT("file"), run_file, TAG_ALONE},
                                  {STR_INIT("if"), run_if, TAG_ALONE}};
static const struct tag_table tag_words = {tags, sizeof tags / sizeof *tags};

static struct value twice(const struct filter_call *call)
{
    return value_string(ARENA_CONCAT(call->run->arena, filter_in(call), filter_in(call)));
}

static const struct filter filters[] = {{STR_INIT("twice"), twice}};
static const struct filter_table filter_words = {filters, 1};

static void open_host(struct liquid_fixture *f, const str *file)
{
    static const struct tag_table *const tag_tables[] = {&tag_words};
    static const struct filter_table *const filter_tables[] = {&filter_words};
    fixture_open(f);
    f->host = (struct liquid_host){.file = STR("post.md"),
                                   .self = file,
                                   .variable = variable,
                                   .tags = tag_tables,
                                   .tag_tables = 1,
                                   .filters = filter_tables,
                                   .filter_tables = 1};
}

static void check(const struct liquid_case *cases, size_t count)
{
    struct liquid_fixture f;
    const str file = STR("{{ with }}");
    open_host(&f, &file);
    fixture_check(&f, cases, count, true);
    fixture_close(&f);
}

#define HOST_CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void an_object_is_seen_through_its_functions(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ books[1].title }} {{ books.first.pages }} {{ books.last.title }} {{ books.size }}", "Sun 30 Sun 2"},
        {"{% for b in books reversed %}{{ b.title }}={{ b.pages }} {% endfor %}", "Sun=20 Moon=30 "},
        {"{{ shelf.Sun.pages }} {{ shelf['Moon'].pages }} {{ shelf.size }} {{ shelf.none }}", "20 30 2 "},
        {"{% for p in shelf %}{{ p[0] }}:{{ p[1].pages }} {% endfor %}", "Moon:30 Sun:20 "},
        {"{{ books | map: 'pages' | join: '+' }} {{ books | where: 'pages', 20 }}", "30+20 Sun"},
        {"{{ books | sort: 'pages' | map: 'title' | join }}", "Sun Moon"},
    };
    HOST_CHECK(cases);
}

static void an_object_is_written_as_it_is_shown(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{{ books[0] }}|{{ books[0] | jsonify }}|{{ books }}|{{ books | jsonify }}",
         "Moon|\"Moon\"|MoonSun|[\"Moon\",\"Sun\"]"},
        {"{{ shelf | jsonify }}", "{\"Moon\":\"Moon\",\"Sun\":\"Sun\"}"},
    };
    HOST_CHECK(cases);
}

static void objects_are_compared_by_what_they_are(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% unless shelf == bare %}a{% endunless %}{% case books[0] %}{% when shelf.Moon %}b{% endcase %}", "ab"},
        {"{% unless bare != empty %}a{% endunless %}{% unless shelf == empty %}b{% endunless %}", "ab"},
        {"{% unless books[0] == empty %}a{% endunless %}{% unless books == empty %}b{% endunless %}", "ab"},
        {"{% unless books[0] == shelf %}a{% endunless %}", "a"},
    };
    HOST_CHECK(cases);
}

static void a_host_adds_words_but_changes_none(void **state)
{
    (void)state;
    static const struct liquid_case cases[] = {
        {"{% shout now %}a{{ 'b' | twice }}{% endshout %}c", "<abbnow>c"},
        {"{% if true %}yes{% endif %}", "yes"},
        {"{% assign books = 1 %}{{ books }}", "1"},
        {"{% file %}!{{ with }}", "7!"},
    };
    HOST_CHECK(cases);
}

static void what_is_wrong_in_another_file_is_told_of_that_file(void **state)
{
    (void)state;
    struct liquid_fixture f;
    const str file = STR("a\n{% none %}\n");
    open_host(&f, &file);
    struct mapped out = fixture_run(&f, STR("x\n{% file %}y"));
    assert_true(str_eq(out.text, STR("x\na\n\ny")));
    assert_int_equal(f.diag.count, 1);
    assert_true(str_eq(f.diag.entries[0].file, STR("other.txt")));
    assert_int_equal(f.diag.entries[0].line, 4);
    fixture_close(&f);
}

static void a_file_in_itself_ends(void **state)
{
    (void)state;
    struct liquid_fixture f;
    const str file = STR("a{% file %}");
    open_host(&f, &file);
    struct mapped out = fixture_run(&f, STR("{% file %}"));
    assert_true(str_eq(out.text, STR("aaaaaaaa")));
    assert_int_equal(f.diag.count, 1);
    fixture_close(&f);
}

static void without_a_host_there_is_only_the_language(void **state)
{
    (void)state;
    struct liquid_fixture f;
    fixture_open(&f);
    f.host = (struct liquid_host){.file = STR("f")};
    struct mapped out = fixture_run(&f, STR("{{ page.title }}{{ 1 | plus: 1 }}{% include x %}"));
    assert_true(str_eq(out.text, STR("2")));
    assert_int_equal(f.diag.count, 1);
    fixture_close(&f);
}

static void the_work_of_a_template_is_bounded(void **state)
{
    (void)state;
    struct liquid_fixture f;
    const str file = STR("");
    open_host(&f, &file);
    fixture_run(&f, STR("{% for i in (1..1000000) %}{{ books | map: 'title' | join | twice }}{% endfor %}"));
    assert_int_equal(f.diag.count, 1);
    assert_true(str_find(f.diag.entries[0].text, STR("takes more than")) != STR_NONE);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_is_seen_through_its_functions),
        cmocka_unit_test(an_object_is_written_as_it_is_shown),
        cmocka_unit_test(objects_are_compared_by_what_they_are),
        cmocka_unit_test(a_host_adds_words_but_changes_none),
        cmocka_unit_test(what_is_wrong_in_another_file_is_told_of_that_file),
        cmocka_unit_test(a_file_in_itself_ends),
        cmocka_unit_test(without_a_host_there_is_only_the_language),
        cmocka_unit_test(the_work_of_a_template_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
