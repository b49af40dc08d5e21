#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/document.h"
#include "folder.h"
#include "notes.h"
#include "site/lint.h"
#include "site/read.h"

/* A site is read by the rules that it is given, and by none of Jekyll's. */

static const struct folder_file files[] = {
    {"moon.note", "The moon\n2024-05-01\n\nIt *rises* {{ page.title }}.\n\nOver [hills](/notes/hill).\n"},
    {"hill.note", "A hill\n2024-04-01\n\n# Steep\n\n- one\n- two\n"},
    {"_posts/2024-05-01-sun.md", "---\ntitle: The sun\n---\nx\n"},
    {"bad.note", "No day\nsoon\n"},
    {"style.css", "---\nbody {}\n---\n"},
    {".hidden.note", "Hidden\n2024-01-01\n"},
};

struct world {
    struct folder folder;
    struct diag diag;
    const struct site *site;
};

static const struct site_options options = {.now = 2000000000, .zoneinfo = -1};

static int setup(void **state)
{
    static struct world w;
    *state = &w;
    diag_init(&w.diag);
    return folder_make(&w.folder, files, sizeof files / sizeof *files) != 0 ||
           site_read(w.folder.fd, &options, &notes, NULL, &w.diag, &w.site) != OK;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    diag_finish(&w->diag);
    folder_remove(&w->folder);
    return 0;
}

static void pages_are_what_the_generator_says(void **state)
{
    struct world *w = *state;
    size_t count;
    const struct page *const *posts = site_posts(w->site, &count);
    assert_int_equal(count, 2);
    assert_true(str_eq(posts[0]->title, STR("The moon")));
    assert_true(str_eq(posts[0]->feed_id, STR("/notes/moon")));
    assert_ptr_equal(posts[0]->generator, &notes);
    assert_ptr_equal(posts[0]->older, posts[1]);
    assert_ptr_equal(site_find_address(w->site, STR("/notes/hill.gmi")), posts[1]);
    site_pages(w->site, &count);
    assert_int_equal(count, 0);
}

static void other_files_are_served_as_they_are(void **state)
{
    struct world *w = *state;
    assert_non_null(site_find_file(w->site, STR("_posts/2024-05-01-sun.md")));
    assert_non_null(site_find_file(w->site, STR("style.css")));
    assert_null(site_find_file(w->site, STR(".hidden.note")));
    assert_null(site_find_file(w->site, STR("bad.note")));
}

static void complaints_are_the_generators(void **state)
{
    struct world *w = *state;
    assert_int_equal(w->diag.count, 1);
    assert_true(str_eq(w->diag.entries[0].file, STR("bad.note")));
    assert_int_equal(w->diag.entries[0].line, 2);
    struct diag diag;
    diag_init(&diag);
    site_lint(w->site, w->folder.fd, &diag);
    assert_int_equal(diag.count, 0);
    diag_finish(&diag);
}

/* Its lines are the author's, and what is Liquid to Jekyll is text. */
static void a_body_is_what_the_generator_hands_on(void **state)
{
    struct world *w = *state;
    struct arena *arena = arena_create();
    struct diag diag;
    const struct document *document;
    size_t count;
    diag_init(&diag);
    const struct page *page = site_posts(w->site, &count)[0];
    assert_int_equal(document_open(w->folder.fd, page, arena, &diag, &document), OK);
    assert_true(str_eq(tree_text(document->root, arena), STR("It rises {{ page.title }}.\nOver hills.")));
    assert_int_equal(tree_note(cmark_node_last_child(document->root))->line, 6);
    assert_int_equal(diag.count, 0);
    diag_finish(&diag);
    arena_destroy(arena);
}

static void an_unchanged_folder_is_the_same_site(void **state)
{
    struct world *w = *state;
    const struct site *again;
    assert_int_equal(site_read(w->folder.fd, &options, &notes, w->site, NULL, &again), OK);
    assert_ptr_equal(again, w->site);
    site_unref(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_what_the_generator_says),    cmocka_unit_test(other_files_are_served_as_they_are),
        cmocka_unit_test(complaints_are_the_generators),        cmocka_unit_test(a_body_is_what_the_generator_hands_on),
        cmocka_unit_test(an_unchanged_folder_is_the_same_site),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
