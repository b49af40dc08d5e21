/* Listening sockets that a worker has spoiled for those who go on with them. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "free_port.h"
#include "server/privileges.h"
#include "server/sockets.h"
#include "server/status_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { WORKERS = 2, CONNECTIONS = 40, PATIENCE_S = 600 };

struct world {
    struct arena *arena;
    struct diag diag;
    struct config config;
    struct socket_set set;
    const int *fds; /* one for each worker */
};

static const str loopback[] = {STR_INIT("127.0.0.1")};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){.arena = arena_create()};
    diag_init(&w.diag);
    w.config = (struct config){.listen = {loopback, 1}, .listen_given = true};
    w.config.gemini.port = PORT_OFF;
    w.config.gopher.port = free_port();
    *state = &w;
    if (sockets_open(&w.config, WORKERS, NULL, w.arena, &w.diag, &w.set) != OK)
        return -1;
    w.fds = w.set.groups[0].fds;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    sockets_close(&w->set, NULL, 0);
    diag_finish(&w->diag);
    arena_destroy(w->arena);
    return 0;
}

/* A connected client, or -1. */
static int begin_connection(const struct world *w)
{
    struct sockaddr_in there = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                .sin_port = htons((in_port_t)w->config.gopher.port)};
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, (const struct sockaddr *)&there, sizeof there) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Counts the CONNECTIONS that each socket gets, up to the first that fails. On the loopback all have arrived when
 * connect returns. */
static void spread(const struct world *w, size_t counts[WORKERS])
{
    int clients[CONNECTIONS];
    for (size_t i = 0; i < CONNECTIONS; i++)
        clients[i] = i && clients[i - 1] < 0 ? -1 : begin_connection(w);
    for (size_t i = 0; i < WORKERS; i++) {
        counts[i] = 0;
        for (int fd; (fd = accept(w->fds[i], NULL, NULL)) >= 0; counts[i]++)
            close(fd);
    }
    for (size_t i = 0; i < CONNECTIONS; i++)
        if (clients[i] >= 0)
            close(clients[i]);
}

static void assert_all_serve(const struct world *w)
{
    size_t counts[WORKERS];
    spread(w, counts);
    assert_int_equal(counts[0] + counts[1], CONNECTIONS);
    assert_true(counts[0] > 0 && counts[1] > 0);
}

/* Some kernels allow it only to root: then a worker cannot do it, either, and the test is over. */
static void attach(int fd, int option, uint32_t verdict)
{
    struct sock_filter code[] = {{BPF_RET | BPF_K, 0, 0, verdict}};
    struct sock_fprog program;
    memset(&program, 0, sizeof program); /* its padding, too */
    program.len = 1;
    program.filter = code;
    int result = setsockopt(fd, SOL_SOCKET, option, &program, sizeof program);
    if (result != 0 && errno == EPERM && geteuid() != 0)
        skip();
    assert_int_equal(result, 0);
}

static void what_is_well_stays_as_it_is(void **state)
{
    struct world *w = *state;
    int client = begin_connection(w);
    assert_false(sockets_mend(&w->set));
    struct pollfd waiting[WORKERS] = {{w->fds[0], POLLIN, 0}, {w->fds[1], POLLIN, 0}};
    assert_int_equal(poll(waiting, WORKERS, 0), 1);
    close(client);
    assert_false(sockets_mend(&w->set));
}

static void one_that_was_shut_down_listens_again(void **state)
{
    struct world *w = *state;
    assert_int_equal(shutdown(w->fds[0], SHUT_RDWR), 0);
    assert_int_equal(shutdown(w->fds[1], SHUT_RDWR), 0);
    assert_int_equal(begin_connection(w), -1);
    assert_false(sockets_mend(&w->set));
    assert_all_serve(w);
}

static void one_that_was_made_blocking_does_not_block(void **state)
{
    struct world *w = *state;
    assert_int_equal(fcntl(w->fds[0], F_SETFL, O_ASYNC), 0);
    assert_false(sockets_mend(&w->set));
    assert_int_equal(fcntl(w->fds[0], F_GETFL), O_RDWR | O_NONBLOCK);
}

static void a_filter_that_drops_clients_is_taken_off(void **state)
{
    struct world *w = *state;
    attach(w->fds[0], SO_ATTACH_FILTER, 0);
    attach(w->fds[1], SO_ATTACH_FILTER, 0);
    assert_false(sockets_mend(&w->set));
    assert_all_serve(w);
}

static void a_program_that_draws_all_clients_to_one_is_taken_off(void **state)
{
    struct world *w = *state;
    size_t counts[WORKERS];
    attach(w->fds[0], SO_ATTACH_REUSEPORT_CBPF, 0);
    spread(w, counts);
    assert_true(counts[0] == 0 || counts[1] == 0);
    assert_false(sockets_mend(&w->set));
    assert_all_serve(w);
}

/* A locked filter cannot be taken off, so that the next workers get another socket. */
static void what_cannot_be_mended_is_bound_anew(void **state)
{
    struct world *w = *state;
    int on = 1;
    for (size_t i = 0; i < WORKERS; i++) {
        attach(w->fds[i], SO_ATTACH_FILTER, 0);
        assert_int_equal(setsockopt(w->fds[i], SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof on), 0);
    }
    assert_true(sockets_mend(&w->set));
    assert_all_serve(w);
    assert_false(sockets_mend(&w->set));
}

/* A further socket of an address that is served already listens only when somebody will accept. */
static void sockets_that_were_added_listen_when_workers_are_ready(void **state)
{
    struct world *w = *state;
    struct socket_set more;
    int on;
    socklen_t n = sizeof on;
    assert_int_equal(sockets_open(&w->config, WORKERS + 1, &w->set, w->arena, &w->diag, &more), OK);
    int added = more.groups[0].fds[WORKERS];
    assert_int_equal(getsockopt(added, SOL_SOCKET, SO_ACCEPTCONN, &on, &n), 0);
    assert_false(on);
    assert_false(sockets_mend(&more));
    assert_int_equal(getsockopt(added, SOL_SOCKET, SO_ACCEPTCONN, &on, &n), 0);
    assert_true(on);
    w->set = more;
}

static void a_status_socket_that_was_shut_down_is_no_longer_sound(void **state)
{
    struct world *w = *state;
    char root[] = "/tmp/splashdown-mend-XXXXXX";
    struct identity who = {.change = false};
    assert_non_null(mkdtemp(root));
    str path = arena_printf(w->arena, "%s/status.sock", root);
    struct status_socket *s = status_socket_open(path, &who, &w->diag);
    assert_non_null(s);
    assert_int_equal(fcntl(status_socket_fd(s), F_GETFL), O_RDWR | O_NONBLOCK);
    assert_int_equal(fcntl(status_socket_fd(s), F_SETFL, 0), 0);
    assert_true(status_socket_mend(s));
    assert_int_equal(fcntl(status_socket_fd(s), F_GETFL), O_RDWR | O_NONBLOCK);
    assert_int_equal(shutdown(status_socket_fd(s), SHUT_RDWR), 0);
    assert_false(status_socket_mend(s));
    struct status_socket *next = status_socket_open(path, &who, &w->diag);
    assert_non_null(next);
    assert_true(status_socket_mend(next));
    status_socket_unref(s);
    int fd = status_socket_connect(path);
    assert_true(fd >= 0);
    close(fd);
    status_socket_unref(next);
    assert_int_equal(rmdir(root), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_well_stays_as_it_is),
        TEST(one_that_was_shut_down_listens_again),
        TEST(one_that_was_made_blocking_does_not_block),
        TEST(a_filter_that_drops_clients_is_taken_off),
        TEST(a_program_that_draws_all_clients_to_one_is_taken_off),
        TEST(what_cannot_be_mended_is_bound_anew),
        TEST(sockets_that_were_added_listen_when_workers_are_ready),
        TEST(a_status_socket_that_was_shut_down_is_no_longer_sound),
    };
    return cmocka_run_group_tests_name("server/sockets_mend", tests, NULL, NULL);
}
