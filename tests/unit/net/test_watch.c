/* MAP_ANONYMOUS is no POSIX flag. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "fakes.h"
#include "net/folder_events.h"
#include "net/loop.h"
#include "net/table_memory.h"
#include "net/watch.h"

#include <string.h>
#include <sys/resource.h>

/* A capsule that is watched, with a loop of its own and nobody who asks. */
struct world {
    char path[32];
    int root;
    struct net net;
    struct net_options options;
    struct capsule capsule;
    struct capsule *capsules[1];
};

static int make(void **state)
{
    static struct world w;
    w = (struct world){.path = "/tmp/watch-XXXXXX"};
    if (!mkdtemp(w.path))
        return -1;
    w.root = open(w.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct net_shared *shared = table_memory(1);
    w.capsule = (struct capsule){.options = {.name = STR("localhost"), .root = w.root}};
    w.capsules[0] = &w.capsule;
    site_load(w.root, NULL, NULL, NULL, &w.capsule.site);
    w.options = (struct net_options){.hosts = {w.capsules, 1, &w.capsule}, .shared = shared};
    w.net.options = &w.options;
    w.net.snapshot = snapshot_create();
    newest_read = 0;
    *state = &w;
    return uv_loop_init(&w.net.loop);
}

static int unmake(void **state)
{
    struct world *w = *state;
    watch_stop(w->net.watch);
    uv_run(&w->net.loop, UV_RUN_DEFAULT);
    watch_destroy(w->net.watch);
    snapshot_unref(w->net.snapshot);
    site_unref(w->capsule.site);
    table_memory_free(w->options.shared);
    unlinkat(w->root, "file", 0);
    close(w->root);
    rmdir(w->path);
    return uv_loop_close(&w->net.loop) || sites_alive;
}

static void run_until_replaced(struct world *w, int number)
{
    while (w->capsule.site->number == number)
        uv_run(&w->net.loop, UV_RUN_ONCE);
}

static void an_edit_is_followed(void **state)
{
    struct world *w = *state;
    w->net.watch = watch_start(&w->net);
    run_until_replaced(w, w->capsule.site->number);
    int number = w->capsule.site->number;
    close(openat(w->root, "file", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    run_until_replaced(w, number);
}

static void what_was_written_a_moment_ago_is_read_again_before_it_is_shown(void **state)
{
    struct world *w = *state;
    newest_read = INT64_MAX / 2;
    uint64_t began = uv_now(&w->net.loop);
    int loads = sites_made;
    w->net.watch = watch_start(&w->net);
    run_until_replaced(w, w->capsule.site->number);
    /* It never stands still: so it is shown late, and not never. */
    assert_true(sites_made - loads > 1 || uv_now(&w->net.loop) - began >= 500);
}

static void nothing(void *context)
{
    (void)context;
}

/* Behaves as if the kernel had no instance of inotify left. */
static void a_folder_that_cannot_be_watched_is_told_apart_from_one_that_has_gone(void **state)
{
    struct world *w = *state;
    struct rlimit before, none = {0};
    struct folder_events *events = folder_events_create(&w->net.loop, w->root, nothing, NULL);
    struct folder_seen seen[] = {{.path = STR("")}, {.path = STR("gone")}};
    const struct folder_list root = {.items = seen, .count = 1, .complete = true},
                             both = {.items = seen, .count = 2, .complete = true};
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none.rlim_max = before.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    folder_events_update(events, &root);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_false(folder_events_complete(events));
    assert_true(folder_events_update(events, &root));
    assert_true(folder_events_complete(events));
    assert_false(folder_events_update(events, &root));
    assert_true(folder_events_update(events, &both));
    assert_true(folder_events_complete(events));
    folder_events_destroy(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_edit_is_followed, make, unmake),
        cmocka_unit_test_setup_teardown(what_was_written_a_moment_ago_is_read_again_before_it_is_shown, make, unmake),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_watched_is_told_apart_from_one_that_has_gone, make,
                                        unmake),
    };
    return cmocka_run_group_tests_name("net/watch", tests, NULL, NULL);
}
