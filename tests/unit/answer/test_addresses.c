#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/addresses.h"
#include "content/load.h"
#include "folder.h"

static const struct folder_file files[] = {
    {"_config.yml", "title: T\nsplashdown: { listing: true }\n"},
    {"_posts/2024-05-01-moon.md", "---\ntags: [sky, .., a]\nredirect_from: [/old, /2024/05/01/moon]\n---\nx\n"},
    {"about.md", "---\npermalink: /about/\n---\nx\n"},
    {"tags.md", "---\npermalink: /tags/\n---\nx\n"},
    {"moon.txt", "x"},
    {"atom.xml", "x"},
    {"box/gophermap", "x\n"},
    {"box/in/note.txt", "x"},
};

struct world {
    struct folder folder;
    const struct site *site;
    struct arena *arena;
};

static int setup(void **state)
{
    static struct world w;
    struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    w.arena = arena_create();
    *state = &w;
    return folder_make(&w.folder, files, sizeof files / sizeof *files) != 0 ||
           site_load(w.folder.fd, &options, NULL, NULL, &w.site) != OK;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    arena_destroy(w->arena);
    folder_remove(&w->folder);
    return 0;
}

static size_t count_of(const struct address_list *list, const char *path)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += str_eq(list->items[i].path, str_of(path));
    return count;
}

static void assert_exactly(const struct address_list *list, const char *const *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (count_of(list, wanted[i]) != 1)
            fail_msg("%s is there %zu times", wanted[i], count_of(list, wanted[i]));
    for (size_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known = known || str_eq(list->items[i].path, str_of(wanted[k]));
        if (!known)
            fail_msg("%.*s should not be there", STR_ARG(list->items[i].path));
    }
}

/* The author's own /tags/ and /atom.xml stand for the made ones; no request can name the tag "..". */
static void test_each_address_of_gemini_once(void **state)
{
    struct world *w = *state;
    static const char *const wanted[] = {"/",
                                         "/posts/",
                                         "/pages/",
                                         "/tags/",
                                         "/2024/",
                                         "/2024/05/",
                                         "/2024/05/01/",
                                         "/tag/sky/",
                                         "/tag/sky/atom.xml",
                                         "/tag/a/",
                                         "/tag/a/atom.xml",
                                         "/atom.xml",
                                         "/robots.txt",
                                         "/2024/05/01/moon.gmi",
                                         "/about/",
                                         "/moon.txt",
                                         "/box/",
                                         "/box/in/",
                                         "/box/in/note.txt"};
    struct address_list list = addresses_own(w->site, LINK_GEMINI, w->arena);
    assert_exactly(&list, wanted, sizeof wanted / sizeof *wanted);
}

static void test_each_address_of_gopher_once(void **state)
{
    struct world *w = *state;
    static const char *const wanted[] = {"/",
                                         "/posts/",
                                         "/pages/",
                                         "/tags/",
                                         "/2024/",
                                         "/2024/05/",
                                         "/2024/05/01/",
                                         "/tag/sky/",
                                         "/tag/sky/atom.xml",
                                         "/tag/a/",
                                         "/tag/a/atom.xml",
                                         "/atom.xml",
                                         "/robots.txt",
                                         "/caps.txt",
                                         "/2024/05/01/moon",
                                         "/2024/05/01/moon.txt",
                                         "/about/",
                                         "/about/index.txt",
                                         "/tags/index.txt",
                                         "/moon.txt",
                                         "/box/",
                                         "/box/in/",
                                         "/box/in/note.txt"};
    struct address_list list = addresses_own(w->site, LINK_GOPHER, w->arena);
    assert_exactly(&list, wanted, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < list.count; i++) {
        str path = list.items[i].path;
        bool text = str_ends(path, STR(".txt")) || str_ends(path, STR(".xml"));
        assert_int_equal(list.items[i].menu, !text);
    }
}

static void test_other_names_lead_on_unless_they_are_the_pages_own(void **state)
{
    struct world *w = *state;
    static const char *const wanted[] = {"/old", "/feed.xml", "/rss.xml", "/2024/05/01/moon"};
    struct address_list list = addresses_moved(w->site, LINK_GEMINI, w->arena);
    assert_exactly(&list, wanted, 4);
    assert_true(str_eq(list.items[0].leads_to, STR("/2024/05/01/moon.gmi")));
    list = addresses_moved(w->site, LINK_GOPHER, w->arena);
    assert_exactly(&list, wanted, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_address_of_gemini_once),
        cmocka_unit_test(test_each_address_of_gopher_once),
        cmocka_unit_test(test_other_names_lead_on_unless_they_are_the_pages_own),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
