#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "folder.h"
#include "search/search.h"
#include "search/text.h"

#include <pthread.h>

static const struct folder_file files[] = {
    {"_posts/2024-01-01-old.md", "---\ntitle: Old\n---\nThe moon over [the harbour](/x).\n"},
    {"_posts/2024-01-02-new.md", "---\ntitle: New\n---\nThe moon again.\n"},
    {"_posts/2024-01-03-title.md", "---\ntitle: Moon\ntags: [night, 夜]\n---\n對齊，人。\n"},
    {"own.gmi", "# Own\nA gemtext moon.\n"},
};

struct world {
    struct folder folder;
    const struct site *site;
    struct search *search;
};

static const struct site *load(const struct world *w, const struct site *previous)
{
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    const struct site *site;
    assert_int_equal(site_load(w->folder.fd, &options, previous, NULL, &site), OK);
    return site;
}

static int setup(void **state)
{
    static struct world w;
    if (folder_make(&w.folder, files, sizeof files / sizeof *files) != 0)
        return -1;
    w.site = load(&w, NULL);
    w.search = search_create();
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    search_destroy(w->search);
    site_unref(w->site);
    folder_remove(&w->folder);
    return 0;
}

/* The result of a search for WORDS while BEHIND others wait. */
static enum search_answer ask(const struct world *w, str words, size_t skip, size_t most, size_t behind,
                              struct arena *arena, struct search_result *result)
{
    const struct search_question question = {.root = w->folder.fd,
                                             .site = w->site,
                                             .generation = 1,
                                             .words = words,
                                             .skip = skip,
                                             .most = most,
                                             .behind = behind};
    return search_find(w->search, &question, arena, result);
}

/* The titles of what is found, as "Moon,New,". */
static str found(const struct world *w, str words, size_t skip, size_t most, struct arena *arena)
{
    struct search_result result;
    enum search_answer answer;
    do /* as often as a slow machine needs to make the whole index */
        answer = ask(w, words, skip, most, 0, arena, &result);
    while (answer == SEARCH_FOUND && result.searched < result.pages_in_all);
    str titles = STR("");
    if (answer == SEARCH_NO_WORDS)
        return STR("no words");
    for (size_t i = 0; i < result.count; i++)
        titles = ARENA_CONCAT(arena, titles, result.pages[i]->title, STR(","));
    return ARENA_CONCAT(arena, titles, result.more ? STR("…") : STR(""));
}

static void words_are_found_best_first_then_newest(void **state)
{
    static const struct {
        str words, titles;
        size_t skip, most;
    } rows[] = {
        {STR_INIT("moon"), STR_INIT("Moon,New,Own,Old,"), 0, 10},
        {STR_INIT("moon"), STR_INIT("Moon,New,…"), 0, 2},
        {STR_INIT("moon"), STR_INIT("Own,Old,"), 2, 2},
        {STR_INIT("moon"), STR_INIT(""), 4, 2},
        {STR_INIT("moon harbour"), STR_INIT("Old,"), 0, 10},
        {STR_INIT("over the"), STR_INIT("Old,"), 0, 10},
        {STR_INIT("night"), STR_INIT("Moon,"), 0, 10},
        {STR_INIT("夜"), STR_INIT("Moon,"), 0, 10},
        {STR_INIT("齊"), STR_INIT("Moon,"), 0, 10},
        {STR_INIT("齊對"), STR_INIT(""), 0, 10},
        {STR_INIT("\"moon\" OR \"x\""), STR_INIT(""), 0, 10},
        {STR_INIT("\"moon\""), STR_INIT("Moon,New,Own,Old,"), 0, 10},
        {STR_INIT("!? \"\""), STR_INIT("no words"), 0, 10},
        {STR_INIT(""), STR_INIT("no words"), 0, 10},
        {STR_INIT("moon\xff"), STR_INIT("Moon,New,Own,Old,"), 0, 10},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        str titles = found(w, rows[i].words, rows[i].skip, rows[i].most, arena);
        if (!str_eq(titles, rows[i].titles))
            fail_msg("%.*s: %.*s", STR_ARG(rows[i].words), STR_ARG(titles));
        arena_destroy(arena);
    }
}

static void a_snippet_shows_the_text_as_readers_see_it(void **state)
{
    static const struct {
        const char *source, *words, *snippet;
    } rows[] = {
        {"_posts/2024-01-01-old.md", "harbour", "The moon over the harbour."},
        {"_posts/2024-01-01-old.md", "elsewhere", "The moon over the harbour."},
        {"_posts/2024-01-03-title.md", "人", "對齊，人。"},
        {"own.gmi", "gemtext", "# Own A gemtext moon."},
    };
    const struct world *w = *state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct page *page = site_find_source(w->site, str_of(rows[i].source));
        str snippet = search_snippet(w->folder.fd, page, str_of(rows[i].words), arena);
        if (!str_eq(snippet, str_of(rows[i].snippet)))
            fail_msg("%s: %.*s", rows[i].source, STR_ARG(snippet));
    }
    arena_destroy(arena);
}

static void a_long_text_is_cut_at_words_on_both_sides(void **state)
{
    struct world *w = *state;
    struct arena *arena = arena_create();
    str many = STR("");
    for (size_t i = 0; i < 60; i++)
        many = ARENA_CONCAT(arena, many, STR("filler words "));
    str text = ARENA_CONCAT(arena, many, STR("needle "), many);
    assert_int_equal(folder_write(&w->folder, "own.gmi", arena_z(arena, text)), 0);
    str snippet = search_snippet(w->folder.fd, site_find_source(w->site, STR("own.gmi")), STR("NEEDLE"), arena);
    assert_int_not_equal(str_find(snippet, STR(" needle ")), STR_NONE);
    assert_true(str_starts(snippet, STR("…filler")) || str_starts(snippet, STR("…words")));
    assert_true(str_ends(snippet, STR("words…")) || str_ends(snippet, STR("filler…")));
    assert_true(snippet.n < 200);
    arena_destroy(arena);
}

static void an_index_of_another_moment_shows_only_what_there_is(void **state)
{
    struct world *w = *state;
    struct arena *arena = arena_create();
    assert_true(str_eq(found(w, STR("again"), 0, 10, arena), STR("New,")));
    unlinkat(w->folder.fd, "_posts/2024-01-02-new.md", 0);
    const struct site *next = load(w, w->site);
    site_unref(w->site);
    w->site = next;
    assert_true(str_eq(found(w, STR("again"), 0, 10, arena), STR("")));
    arena_destroy(arena);
}

static const struct folder_file sea[] = {
    {"_posts/2024-01-01-one.md", "---\ntitle: One\nlang: en\n---\nThe tide table of the harbour, and a moon.\n"},
    {"_posts/2024-01-02-two.md", "---\ntitle: Two\nlang: en-GB\n---\nA table of tides. Boats were running.\n"},
    {"_posts/2024-01-03-three.md", "---\ntitle: Three tides\nlang: en\n---\n人工智慧的對齊問題。\n"},
    {"_posts/2024-01-04-vier.md", "---\ntitle: Vier\nlang: de\n---\nEin Buch. tides\n"},
    {"_posts/2024-01-05-five.md", "---\ntitle: Five\n---\nThe runner runs. 智慧人工，問題。 tides\n"},
};

static int setup_sea(void **state)
{
    static struct world w;
    if (folder_make(&w.folder, sea, sizeof sea / sizeof *sea) != 0)
        return -1;
    w.site = load(&w, NULL);
    w.search = search_create();
    *state = &w;
    return 0;
}

/* Exact hits first; then those in English that have another form, in their titles first, then the newest. */
static void phrases_exclusions_and_forms_of_words(void **state)
{
    static const struct {
        const char *words, *titles;
        size_t hits;
    } rows[] = {
        {"tide", "One,Three tides,Two,", 3},
        {"table", "Two,One,", 2},
        {"run", "Two,", 1},
        {"tables boat", "Two,", 1},
        {"Bücher", "", 0},
        {"\"tide table\"", "One,", 1},
        {"\"tides table\"", "", 0},
        {"table -moon", "Two,", 1},
        {"tide -moon", "Three tides,Two,", 2},
        {"tide -\"boats were\"", "One,Three tides,", 2},
        {"runs \"boats were\"", "Two,", 1},
        {"tide 人工", "Three tides,", 1},
        {"\"人工智慧\"", "Three tides,", 1},
        {"問題 -\"人工智慧\"", "Five,", 1},
        {"-tide", "no words", 0},
    };
    const struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        struct search_result result;
        str titles = found(w, str_of(rows[i].words), 0, 10, arena);
        ask(w, str_of(rows[i].words), 0, 1, 0, arena, &result);
        if (!str_eq(titles, str_of(rows[i].titles)) || result.hits != rows[i].hits || result.uncounted)
            fail_msg("%s: %.*s, %zu hits", rows[i].words, STR_ARG(titles), result.hits);
        arena_destroy(arena);
    }
}

static void *ask_often(void *context)
{
    const struct world *w = context;
    intptr_t wrong = 0;
    for (size_t i = 0; i < 20; i++) {
        struct arena *arena = arena_create();
        struct search_result result;
        enum search_answer answer = ask(w, STR("moon"), 0, 10, 0, arena, &result);
        wrong += answer == SEARCH_FOUND ? result.count != 4 : answer != SEARCH_BUSY;
        arena_destroy(arena);
    }
    return (void *)wrong;
}

static void threads_may_ask_at_once(void **state)
{
    enum { THREADS = 4 };
    struct world *w = *state;
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, w), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

static void words_to_show_do_not_lean_on_what_was_asked(void **state)
{
    static const struct {
        const char *asked, *shown;
    } rows[] = {{"", ""},     {" ", ""},       {"moon", "moon"},        {" moon ", "moon"},        {"a  b", "a b"},
                {"月", "月"}, {"a\xff", "a�"}, {"a\x1b[31m", "a [31m"}, {"moon\r\n\tb", "moon b"}, {"\x01", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        size_t n = strlen(rows[i].asked);
        char *asked = malloc(n + 1);
        memcpy(asked, rows[i].asked, n);
        str shown = search_clean((str){asked, n}, arena);
        memset(asked, '!', n + 1);
        free(asked);
        if (!str_eq(shown, str_of(rows[i].shown)))
            fail_msg("%s: %.*s", rows[i].asked, STR_ARG(shown));
        arena_destroy(arena);
    }
}

/* With slices of no time, each question indexes one page, and says so; a costly one comes last, and is found in the
 * end.
 */
static void the_index_grows_by_slices_and_dear_pages_come_last(void **state)
{
    struct world *w = *state;
    struct arena *arena = arena_create();
    struct search_result result;
    assert_int_equal(folder_write(&w->folder, "own.gmi", "---\n---\n# Own\nA gemtext moon.\n"), 0);
    assert_int_equal(
        folder_write(&w->folder, "_posts/2024-01-01-old.md",
                     "---\ntitle: Old\n---\n{% for i in (1..40000) %}{% endfor %}The moon over the harbour.\n"),
        0);
    const struct site *next = load(w, w->site);
    site_unref(w->site);
    w->site = next;
    search_set_slice(w->search, 0, 1);
    size_t questions = 0, before = 0;
    for (result.searched = 0, result.pages_in_all = 1; result.searched < result.pages_in_all; questions++) {
        assert_true(questions < 10);
        before = result.searched;
        assert_int_equal(ask(w, STR("moon"), 0, 10, 0, arena, &result), SEARCH_FOUND);
        assert_int_equal(result.pages_in_all, 4);
        assert_true(result.searched <= before + 1);
        bool dear = false;
        for (size_t i = 0; i < result.count; i++)
            dear = dear || str_eq(result.pages[i]->title, STR("Old"));
        assert_true(dear == (result.searched == 4));
        assert_int_equal(result.count, result.searched);
    }
    assert_int_equal(questions, 5);
    assert_true(str_eq(found(w, STR("harbour"), 0, 10, arena), STR("Old,")));
    arena_destroy(arena);
}

/* Sixty who ask at once would wait half a minute for the last of them, if each had all its time. */
static void who_waits_shares_the_time(void **state)
{
    enum { HOUR_MS = 3600000, MANY = 10000000 };
    struct world *w = *state;
    struct arena *arena = arena_create();
    struct search_result result;
    search_set_slice(w->search, HOUR_MS, 1);
    assert_int_equal(ask(w, STR("moon"), 0, 10, MANY, arena, &result), SEARCH_FOUND);
    assert_int_equal(result.searched, 1);
    assert_int_equal(ask(w, STR("moon"), 0, 10, 0, arena, &result), SEARCH_FOUND);
    assert_int_equal(result.searched, result.pages_in_all);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_found_best_first_then_newest, setup, teardown),
        cmocka_unit_test_setup_teardown(a_snippet_shows_the_text_as_readers_see_it, setup, teardown),
        cmocka_unit_test_setup_teardown(a_long_text_is_cut_at_words_on_both_sides, setup, teardown),
        cmocka_unit_test_setup_teardown(an_index_of_another_moment_shows_only_what_there_is, setup, teardown),
        cmocka_unit_test_setup_teardown(threads_may_ask_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(the_index_grows_by_slices_and_dear_pages_come_last, setup, teardown),
        cmocka_unit_test_setup_teardown(who_waits_shares_the_time, setup, teardown),
        cmocka_unit_test_setup_teardown(phrases_exclusions_and_forms_of_words, setup_sea, teardown),
        cmocka_unit_test(words_to_show_do_not_lean_on_what_was_asked),
    };
    return cmocka_run_group_tests_name("search/search", tests, NULL, NULL);
}
