#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/document.h"
#include "content/load.h"
#include "folder.h"
#include "site/site.h"

#include <stdlib.h>

static const struct folder_file files[] = {
    {"_posts/2024-01-01-short.md", "---\ntitle: S\n---\n{% for i in (1..10) %}x{% endfor %}\n"},
    {"_posts/2024-01-02-loops.md", "---\ntitle: L\n---\nbegins\n\n{% for i in (1..2000) %}{% for k in (1..2000) %}x{% "
                                   "endfor %}{% endfor %}\n\nends\n"},
    {"_posts/2024-01-03-nodes.md", NULL},
    {"_posts/2024-01-04-line.md", NULL},
    {"_posts/2024-01-05-include.md", "---\ntitle: I\n---\n{% for i in (1..20000) %}{% include one.md %}{% endfor %}\n"},
    {"_includes/one.md", "1"},
};
enum { FILES = sizeof files / sizeof *files };

struct world {
    struct folder folder;
    const struct site *site;
};

static void write_many(const struct folder *folder, const char *path, const char *piece, size_t count)
{
    struct arena *arena = arena_create();
    size_t n = strlen(piece);
    char *text = arena_alloc(arena, n * count + 100, 1);
    size_t at = (size_t)snprintf(text, 100, "---\ntitle: N\n---\nbegins\n\n");
    for (size_t i = 0; i < count; i++)
        memcpy(text + at + i * n, piece, n);
    text[at + n * count] = '\0';
    assert_int_equal(folder_write(folder, path, text), 0);
    arena_destroy(arena);
}

static int setup(void **state)
{
    static struct world w;
    struct folder_file small[FILES];
    size_t count = 0;
    for (size_t i = 0; i < FILES; i++)
        if (files[i].text)
            small[count++] = files[i];
    if (folder_make(&w.folder, small, count) != 0)
        return -1;
    w.folder.files = files;
    w.folder.count = FILES;
    write_many(&w.folder, files[2].path, "* a\n", EFFORT_NODES_MAX);
    write_many(&w.folder, files[3].path, "*a_ ", EFFORT_NODES_MAX);
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    if (site_load(w.folder.fd, &options, NULL, NULL, &w.site) != OK)
        return -1;
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    folder_remove(&w->folder);
    return 0;
}

static const struct document *open_page(const struct world *w, size_t file, struct effort *effort, struct arena *arena,
                                        struct diag *diag)
{
    const struct document *document;
    const struct page *page = site_find_source(w->site, str_of(files[file].path));
    assert_int_equal(document_open_within(w->folder.fd, page, effort, arena, diag, &document), OK);
    return document;
}

static void a_page_beyond_a_bound_is_cut_and_told_by_line(void **state)
{
    static const struct {
        size_t file;
        bool cut;
        int line;
        const char *words;
    } rows[] = {{0, false, 0, ""},
                {1, true, 6, "1000000 steps"},
                {2, true, 6 + EFFORT_NODES_MAX / 3, "250000 lines"},
                {3, true, 6, "250000 lines"},
                {4, false, 0, ""}};
    const struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        struct effort effort = {0};
        struct diag diag;
        diag_init(&diag);
        const struct document *document = open_page(w, rows[i].file, &effort, arena, &diag);
        const char *path = files[rows[i].file].path;
        if (document->cut != rows[i].cut || (document->cut_note != NULL) != rows[i].cut || diag.count != rows[i].cut)
            fail_msg("%s: %d, %zu complaints", path, document->cut, diag.count);
        if (rows[i].cut && (abs(diag.entries[0].line - rows[i].line) > 3 ||
                            str_find(diag.entries[0].text, str_of(rows[i].words)) == STR_NONE))
            fail_msg("%s: %d: %.*s", path, diag.entries[0].line, STR_ARG(diag.entries[0].text));
        if (rows[i].cut)
            assert_int_not_equal(str_find(tree_text(document->root, arena), STR("begins")), STR_NONE);
        diag_finish(&diag);
        arena_destroy(arena);
    }
}

static void the_same_page_takes_the_same_each_time(void **state)
{
    const struct world *w = *state;
    struct effort first = {0}, again = {0};
    struct arena *arena = arena_create();
    open_page(w, 1, &first, arena, NULL);
    open_page(w, 1, &again, arena, NULL);
    assert_true(first.steps > EFFORT_STEPS_MAX && first.steps == again.steps && first.nodes == again.nodes);
    arena_destroy(arena);
}

/* 20,000 times the same file cost as much as 20,000 turns of a loop: it is read once. */
static void an_include_is_read_once(void **state)
{
    const struct world *w = *state;
    struct effort effort = {0};
    struct arena *arena = arena_create();
    open_page(w, 4, &effort, arena, NULL);
    assert_in_range(effort.steps, 40000, 100000);
    arena_destroy(arena);
}

static void smaller_bounds_hold_too(void **state)
{
    const struct world *w = *state;
    struct effort effort = {.steps_max = 5};
    struct arena *arena = arena_create();
    assert_true(open_page(w, 0, &effort, arena, NULL)->cut);
    arena_destroy(arena);
}

static void time_only_cancels(void **state)
{
    const struct world *w = *state;
    struct effort effort = {.deadline = 1};
    struct arena *arena = arena_create();
    const struct document *document;
    const struct page *page = site_find_source(w->site, str_of(files[1].path));
    /* This thread has used more than 1 ms by now. */
    assert_int_equal(document_open_within(w->folder.fd, page, &effort, arena, NULL, &document), ERR_LIMIT);
    assert_true(effort.cancelled && effort.steps < EFFORT_STEPS_MAX);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_beyond_a_bound_is_cut_and_told_by_line),
        cmocka_unit_test(the_same_page_takes_the_same_each_time),
        cmocka_unit_test(an_include_is_read_once),
        cmocka_unit_test(smaller_bounds_hold_too),
        cmocka_unit_test(time_only_cancels),
    };
    return cmocka_run_group_tests_name("content/effort", tests, setup, teardown);
}
