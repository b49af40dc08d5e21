#include "answer/job_case.h"
#include "answer/view.h"

/* Lists that are long, or of a section, which are made by jobs. */

enum { POSTS = 1001 /* more than lists are made of at once */ };

/* A site of Hugo's, whose sections have lists. */
static const struct folder_file sections[] = {
    {"hugo.toml", "title = 'T'\nbaseURL = 'https://example.org/'\n"},
    {"content/docs/_index.md", "---\ntitle: Papers\n---\nAbove.\n"},
    {"content/docs/map.md", "---\ntitle: Map\n---\nA map.\n"},
    {"content/posts/moon.md", "---\ntitle: Moon\ndate: 2024-05-01\n---\nThe moon.\n"},
};

/* Lists of a capsule with very many posts. */
static const struct route many_routes[] = {
    {"/", "/", true, true},
    {"/posts/", "/posts/", true, true},
    {"/2024/", "/2024/", true, true},
    {"/tags/", "/tags/", true, true},
    {"/tag/a-b/", "/tag/a-b", true, true},
    {"/tag/%E6%9C%88/", "/tag/%E6%9C%88/", true, true},
    {"/categories/", "/categories/", true, true},
    {"/category/sea/", "/category/sea", true, true},
    {"/atom.xml", "/atom.xml", true, true},
    {"/category/sea/atom.xml", "/category/sea/atom.xml", true, true},
};

static int set_up_sections(void **state)
{
    static struct world w;
    *state = &w;
    return begin(&w, sections, sizeof sections / sizeof *sections);
}

static char names[POSTS][40];

static int set_up_many(void **state)
{
    static struct world w;
    static struct folder_file files[POSTS];
    for (size_t i = 0; i < POSTS; i++) {
        snprintf(names[i], sizeof names[i], "_posts/2024-%02zu-%02zu-p%zu.md", 1 + i % 12, 1 + i % 28, i);
        files[i] =
            (struct folder_file){names[i], i % 2 ? "---\ntags: [A b, 月]\n---\nx\n" : "---\ncategories: sea\n---\ny\n"};
    }
    *state = &w;
    return begin(&w, files, POSTS);
}

static void no_list_of_many_posts_depends_on_its_request(void **state)
{
    for (size_t i = 0; i < sizeof many_routes / sizeof *many_routes; i++) {
        assert_independent(*state, many_routes[i].gemini, false, many_routes[i].job_gemini);
        assert_independent(*state, many_routes[i].gopher, true, many_routes[i].job_gopher);
    }
}

static void no_list_of_a_section_depends_on_its_request(void **state)
{
    const struct world *w = *state;
    struct arena *arena = arena_create();
    struct view view = view_find(capsule_site(w->capsule), LINK_GEMINI, STR("/docs/"), true, arena);
    assert_int_equal(view.place.kind, PLACE_LIST);
    arena_destroy(arena);
    assert_independent(w, "/docs/", false, false);
    assert_independent(w, "/docs/", true, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_list_of_many_posts_depends_on_its_request, set_up_many, tear_down),
        cmocka_unit_test_setup_teardown(no_list_of_a_section_depends_on_its_request, set_up_sections, tear_down),
    };
    return cmocka_run_group_tests_name("answer/job_lists", tests, NULL, NULL);
}
