/* A capsule is read under a worker's list of calls as it is read without one. Programs with sanitizers leave their
 * leak checker more calls, so that they do not show what is missing on the list; here nothing is left out. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "folder.h"
#include "server/confined.h"

static const struct folder_file files[] = {
    {"capsule/_config.yml", "title: Tides\n"},
    {"capsule/index.md", "# Home\n"},
    {"capsule/_posts/2024-05-01-moon.md", "---\ntitle: Moon\ntags: [sky]\n---\nBright, {% include word.txt %}.\n"},
    {"capsule/_includes/word.txt", "brighter"},
    {"capsule/notes/low.txt", "Low tide.\n"},
    {"capsule/other/high.txt", "High tide.\n"},
};

struct world {
    struct folder folder;
    int capsule, zoneinfo, level;
};

static int set_up(void **state)
{
    static struct world w;
    if (folder_make(&w.folder, files, COUNT(files)) != 0)
        return -1;
    w.capsule = openat(w.folder.fd, "capsule", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    w.zoneinfo = open("/usr/share/zoneinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (symlinkat("notes/low.txt", w.capsule, "ebb.txt") != 0 || symlinkat("notes", w.capsule, "tides") != 0 ||
        symlinkat("../host.key", w.capsule, "key.txt") != 0)
        return -1;
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    for (const char *const *link = (const char *const[]){"ebb.txt", "tides", "key.txt", NULL}; *link; link++)
        unlinkat(w->capsule, *link, 0);
    close(w->capsule);
    close(w->zoneinfo);
    folder_remove(&w->folder);
    return 0;
}

/* The number of its files and posts, which shows that links were followed. 0: it cannot be read. */
static int count_all(const struct world *w)
{
    const struct site_options options = {.now = 1800000000, .zoneinfo = w->zoneinfo};
    struct diag diag;
    const struct site *site = NULL;
    size_t posts = 0, served = 0;
    diag_init(&diag);
    if (site_load(w->capsule, &options, NULL, &diag, &site) == OK && diag.errors == 0) {
        site_posts(site, &posts);
        site_files(site, &served);
        site_unref(site);
    }
    diag_finish(&diag);
    return (int)(10 * posts + served);
}

static int count_inside(void *context)
{
    const struct world *w = context;
    if (!confined_enter(PROCESS_WORKER, w->level, &w->capsule))
        return CONFINED_NOT;
    return count_all(w);
}

static void a_capsule_with_links_is_read_whole_at_every_level(void **state)
{
    struct world *w = *state;
    int outside = count_all(w);
    assert_true(outside >= 10 + 4);
    for (size_t i = 0; i < CONFINED_LEVELS; i++) {
        w->level = confined_levels[i];
        assert_int_equal(in_child(count_inside, w), outside);
    }
}

static int read_broken(void *context)
{
    const struct world *w = context;
    const struct site_options options = {.now = 1800000000, .zoneinfo = -1};
    struct diag diag;
    const struct site *site = NULL;
    diag_init(&diag);
    if (!confined_enter(PROCESS_WORKER, LANDLOCK_NEWEST, &w->capsule))
        return CONFINED_NOT;
    return site_load(w->capsule, &options, NULL, &diag, &site) == ERR_SYNTAX ? 0 : 1;
}

/* One that is not seen would publish what it keeps back. */
static void a_configuration_in_error_is_seen(void **state)
{
    struct world *w = *state;
    assert_int_equal(folder_write(&w->folder, "capsule/_config.yml", "title: [x\n"), 0);
    assert_int_equal(in_child(read_broken, w), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_capsule_with_links_is_read_whole_at_every_level, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_configuration_in_error_is_seen, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("server/confine_site", tests, NULL, NULL);
}
