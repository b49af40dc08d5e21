#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "folder.h"
#include "render/lint.h"

static const struct folder_file files[] = {
    {"_config.yml", "title: T\n"},
    {"about.md", "x\n"},
    {"pictures/cat.png", "x"},
};

struct world {
    struct folder folder;
    const struct site *site;
};

static int setup(void **state)
{
    static struct world w;
    struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    *state = &w;
    return folder_make(&w.folder, files, sizeof files / sizeof *files) != 0 ||
           site_load(w.folder.fd, &options, NULL, NULL, &w.site) != OK;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    folder_remove(&w->folder);
    return 0;
}

struct lint_case {
    const char *text;
    int line; /* of the only complaint; 0: there is none */
    enum severity severity;
    const char *words;
};

static const struct lint_case cases[] = {
    {"[a](/about) ![cat](/pictures/cat.png) [b](#c) <https://a.example/>\n", 0, SEVERITY_NOTE, ""},
    {"x\n[a](/none)\n", 2, SEVERITY_WARNING, "a link to /none: nothing is there"},
    {"x\n\n> * ![a](none.png)\n", 3, SEVERITY_WARNING, "the picture none.png: nothing is there"},
    {"![](/pictures/cat.png)\n", 1, SEVERITY_WARNING, "no alt text"},
    {"x\n[a]()\n", 2, SEVERITY_WARNING, "a link without an address"},
    {"![a](data:image/png;base64,AA)\n", 1, SEVERITY_WARNING, "data:… is left out"},
    /* 31 columns fit 30 no more; in a list they fit 33 no more */
    {"| aaaaaaaaaaaaa | bbbbbbbbbbbbbb |\n|---|---|\n| c | d |\n", 0, SEVERITY_NOTE, ""},
    {"x\n\n| aaaaaaaaaaaaaa | bbbbbbbbbbbbbb |\n|---|---|\n| c | d |\n", 3, SEVERITY_NOTE, "31 columns wide"},
    {"* x\n\n  | aaaaaaaaaaaa | bbbbbbbbbbbbbb |\n  |---|---|\n  | c | d |\n", 3, SEVERITY_NOTE, "29 columns wide"},
};

static void check_case(const struct world *w, const struct lint_case *c)
{
    const struct link_scope scope = {.host = STR("localhost"), .gemini_port = 1965, .gopher_port = 70};
    const struct document *document;
    struct arena *arena = arena_create();
    struct diag diag;
    diag_init(&diag);
    const struct page *page = site_find(w->site, STR("/about"));
    assert_int_equal(document_parse(str_of(c->text), page, w->folder.fd, arena, &diag, &document), OK);
    lint_document(document, &scope, 30, &diag);
    if (diag.count != (c->line > 0))
        fail_msg("%zu complaints of %s", diag.count, c->text);
    if (c->line) {
        assert_int_equal(diag.entries[0].line, c->line);
        assert_int_equal(diag.entries[0].severity, c->severity);
        if (str_find(diag.entries[0].text, str_of(c->words)) == STR_NONE)
            fail_msg("%.*s, not %s", STR_ARG(diag.entries[0].text), c->words);
    }
    diag_finish(&diag);
    arena_destroy(arena);
}

static void test_what_a_document_says_wrong(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(*state, &cases[i]);
}

static void test_code_is_told_by_the_line_that_is_too_wide(void **state)
{
    const struct world *w = *state;
    char text[600];
    snprintf(text, sizeof text, "    short\n    %0200d\n    %0201d\n", 1, 1);
    const struct lint_case c = {text, 3, SEVERITY_NOTE, "201 columns wide"};
    check_case(w, &c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_document_says_wrong),
        cmocka_unit_test(test_code_is_told_by_the_line_that_is_too_wide),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
