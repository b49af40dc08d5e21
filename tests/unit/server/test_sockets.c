#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "free_port.h"
#include "server/sockets.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct world {
    struct arena *arena;
    struct diag diag;
    struct config config;
};

static const str loopback[] = {STR_INIT("127.0.0.1")};

static int set_up(void **state)
{
    static struct world w;
    w.arena = arena_create();
    diag_init(&w.diag);
    w.config = (struct config){.listen = {loopback, 1}, .listen_given = true};
    w.config.gemini.port = free_port();
    w.config.gopher.port = free_port();
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    diag_finish(&w->diag);
    arena_destroy(w->arena);
    return 0;
}

static bool said(const struct world *w, str words)
{
    for (size_t i = 0; i < w->diag.count; i++)
        if (str_find(w->diag.entries[i].text, words) != STR_NONE)
            return true;
    return false;
}

/* Puts those of ALL that are OWNER's into OUT, which has room for two. */
static size_t owned(const struct net_listener *all, size_t count, size_t owner, const struct net_listener *out[2])
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].owner == owner && n++ < 2)
            out[n - 1] = &all[i];
    return n;
}

static void each_worker_has_a_socket_on_each_address(void **state)
{
    struct world *w = *state;
    struct socket_set set;
    assert_int_equal(sockets_open(&w->config, 3, NULL, w->arena, &w->diag, &set), OK);
    assert_int_equal(set.count, 2);
    for (size_t worker = 0; worker < 3; worker++) {
        size_t count;
        const struct net_listener *all = sockets_for_worker(&set, worker, 3, w->arena, &count);
        const struct net_listener *own[2];
        assert_int_equal(count, 6);
        assert_int_equal(owned(all, count, worker, own), 2);
        assert_int_equal(own[0]->protocol, NET_GEMINI);
        assert_int_equal(own[0]->port, w->config.gemini.port);
        assert_int_equal(own[1]->protocol, NET_GOPHER);
        assert_int_equal(own[0]->fd, set.groups[0].fds[worker]);
    }
    sockets_close(&set, NULL, 0);
}

static void a_port_in_use_is_named(void **state)
{
    struct world *w = *state;
    struct socket_set set, second;
    assert_int_equal(sockets_open(&w->config, 1, NULL, w->arena, &w->diag, &set), OK);
    assert_int_equal(sockets_open(&w->config, 1, NULL, w->arena, &w->diag, &second), ERR_IO);
    assert_int_equal(second.count, 0);
    assert_true(said(w, STR("127.0.0.1:")) && said(w, STR("in use")) && said(w, STR("--gopher-port")));
    sockets_close(&set, NULL, 0);
}

static void the_next_generation_takes_the_same_sockets(void **state)
{
    struct world *w = *state;
    struct socket_set first, more, fewer;
    assert_int_equal(sockets_open(&w->config, 2, NULL, w->arena, &w->diag, &first), OK);
    assert_int_equal(sockets_open(&w->config, 3, &first, w->arena, &w->diag, &more), OK);
    assert_int_equal(more.groups[0].fds[0], first.groups[0].fds[0]);
    assert_int_equal(more.groups[0].fds[1], first.groups[0].fds[1]);
    assert_int_equal(more.groups[0].count, 3);
    assert_int_equal(sockets_open(&w->config, 1, &more, w->arena, &w->diag, &fewer), OK);
    assert_int_equal(fewer.groups[0].count, 3);
    size_t count;
    sockets_for_worker(&fewer, 0, 1, w->arena, &count);
    assert_int_equal(count, 6);
    sockets_close(&fewer, NULL, 0);
}

static void an_error_leaves_the_present_sockets_open(void **state)
{
    struct world *w = *state;
    struct socket_set present, failed;
    assert_int_equal(sockets_open(&w->config, 1, NULL, w->arena, &w->diag, &present), OK);
    struct config next = w->config;
    const str unknown[] = {STR("127.0.0.1"), STR("192.0.2.1")};
    next.listen = (struct str_list){unknown, 2};
    assert_int_equal(sockets_open(&next, 1, &present, w->arena, &w->diag, &failed), ERR_IO);
    assert_true(said(w, STR("192.0.2.1")) && said(w, STR("not an address of this machine")));
    int on = 0;
    socklen_t size = sizeof on;
    assert_int_equal(getsockopt(present.groups[0].fds[0], SOL_SOCKET, SO_REUSEADDR, &on, &size), 0);
    sockets_close(&present, NULL, 0);
}

static void a_socket_closes_with_the_last_that_holds_it(void **state)
{
    struct world *w = *state;
    struct socket_set first, second;
    assert_int_equal(sockets_open(&w->config, 1, NULL, w->arena, &w->diag, &first), OK);
    struct config next = w->config;
    next.gopher.port = PORT_OFF;
    assert_int_equal(sockets_open(&next, 1, &first, w->arena, &w->diag, &second), OK);
    const struct socket_set *kept[] = {&second, NULL};
    sockets_close(&first, kept, 2);
    char name[64];
    socklen_t size = sizeof name;
    assert_int_equal(getsockname(second.groups[0].fds[0], (struct sockaddr *)name, &size), 0);
    assert_int_equal(getsockname(first.groups[1].fds[0], (struct sockaddr *)name, &size), -1);
    sockets_close(&second, NULL, 0);
}

static void both_families_share_a_port(void **state)
{
    struct world *w = *state;
    const str every[] = {STR("::"), STR("0.0.0.0")};
    w->config.listen = (struct str_list){every, 2};
    w->config.listen_given = false;
    struct socket_set set;
    assert_int_equal(sockets_open(&w->config, 2, NULL, w->arena, &w->diag, &set), OK);
    assert_true(set.count == 4 || set.count == 2);
    str name = socket_group_name(&set.groups[0], w->arena);
    assert_true(str_starts(name, set.count == 4 ? STR("[::]:") : STR("0.0.0.0:")));
    sockets_close(&set, NULL, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_worker_has_a_socket_on_each_address),    TEST(a_port_in_use_is_named),
        TEST(the_next_generation_takes_the_same_sockets),  TEST(an_error_leaves_the_present_sockets_open),
        TEST(a_socket_closes_with_the_last_that_holds_it), TEST(both_families_share_a_port),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
