#include "markdown_show.h"

/* Lines of the author, by which errors are reported. */

static void nodes_know_the_lines_of_the_author(void **state)
{
    (void)state;
    static const int lines[] = {5, 6, 7, 0, 12};
    struct arena *arena = arena_create();
    const struct markdown_options options = {.file = STR("post.md")};
    struct mapped in = {.text = STR("# a\n\n- b\n- c\n| d | e |\n"), .lines = lines, .count = 5};
    struct diag diag;
    diag_init(&diag);
    cmark_node *heading = cmark_node_first_child(markdown_parse(in, &options, arena, &diag));
    cmark_node *list = cmark_node_next(heading);
    assert_int_equal(tree_note(heading)->line, 5);
    assert_int_equal(tree_note(list)->line, 7);
    diag_finish(&diag);
    arena_destroy(arena);
}

static void links_know_the_lines_of_the_author(void **state)
{
    (void)state;
    static const int lines[] = {7, 8, 9, 12, 20};
    static const int wanted[] = {7, 8, 9, 12, 20};
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    const struct markdown_options options = {.file = STR("post.md")};
    struct mapped in = {.text = STR("a [b](c) *d\n![e](f) g*\n<i>h <a href=\"j\">k</a></i>\nhttps://l.example/ m\n"
                                    "# <img src=\"n\">\n"),
                        .lines = lines,
                        .count = 5};
    cmark_iter *walk = cmark_iter_new(markdown_parse(in, &options, arena, &diag));
    size_t count = 0;
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER || (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE))
            continue;
        assert_in_range(count, 0, 4);
        assert_int_equal(tree_note(node)->line, wanted[count++]);
    }
    assert_int_equal(count, 5);
    cmark_iter_free(walk);
    diag_finish(&diag);
    arena_destroy(arena);
}

static void slips_are_reported(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    static const int lines[] = {1, 2, 3, 4, 5, 6, 7};
    const struct markdown_options options = {.file = STR("post.md")};
    struct mapped in = {
        .text = STR("[^u]: never\n\n[^a]: b\n[^a]: c\n\nx[^a] <img src=\"i\">\n"), .lines = lines, .count = 6};
    markdown_parse(in, &options, arena, &diag);
    assert_int_equal(diag.warnings, 3);
    diag_finish(&diag);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_know_the_lines_of_the_author),
        cmocka_unit_test(links_know_the_lines_of_the_author),
        cmocka_unit_test(slips_are_reported),
    };
    return cmocka_run_group_tests_name("markup/markdown_lines", tests, NULL, NULL);
}
