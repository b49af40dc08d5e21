/* Handshakes that wait for the keeper, which the test plays; TLS is as small as it can be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fakes.h"

#include "net/conn.h"
#include "net/signing.h"

#include <string.h>
#include <sys/socket.h>

enum { MANY = 64, MODEST = 1000, GREEDY_PEER = 7, MODEST_PEER = 8, AT_ONCE_MAX = 16, KEEPER_THREADS = 2 };

struct world {
    struct net net;
    struct net_options options;
    struct signings *signings;
    int keeper;       /* its end */
    unsigned late;    /* how often the parent was told so */
    unsigned fed;     /* handshakes that have gone on */
    struct conn conn; /* of one peer, */
    struct conn other;
    struct tls_signing waits[MANY + 1];
};

static struct world *the_world;

static void feed(struct transport *t, str wire)
{
    (void)t;
    (void)wire;
    the_world->fed++;
}

static void received(struct transport *t)
{
    (void)t;
}

static const struct transport_kind kind = {.feed = feed};
static const struct transport_user user = {.received = received};

static void is_late(void *world)
{
    ((struct world *)world)->late++;
}

static void visitor(struct conn *c, unsigned char peer)
{
    c->transport.kind = &kind;
    c->transport.user = &user;
    c->address = (struct address){.bytes = {192, 0, 2, peer}};
}

static int set_up(void **state)
{
    static struct world w;
    int ends[2];
    w = (struct world){.late = 0};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
        return -1;
    w.keeper = ends[0];
    w.options =
        (struct net_options){.tls = (struct tls_context *)&w,
                             .keeper = {.fd = ends[1], .asker = {1, 2}, .threads = KEEPER_THREADS, .late = is_late},
                             .context = &w};
    w.net.options = &w.options;
    uv_loop_init(&w.net.loop);
    uv_timer_init(&w.net.loop, &w.net.ticks);
    w.net.ticks.data = &w.net;
    deadlines_init(&w.net.deadlines, net_now(&w.net));
    w.signings = signings_start(&w.net);
    visitor(&w.conn, GREEDY_PEER);
    visitor(&w.other, MODEST_PEER);
    the_world = &w;
    *state = &w;
    return w.signings ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    signings_stop(w->signings);
    uv_close((uv_handle_t *)&w->net.ticks, NULL);
    uv_run(&w->net.loop, UV_RUN_DEFAULT);
    signings_destroy(w->signings);
    close(w->keeper);
    close(w->options.keeper.fd);
    return uv_loop_close(&w->net.loop);
}

static void ask_by(struct world *w, size_t i, struct conn *c, size_t host, uint16_t scheme)
{
    const struct tls_signer *signer = signings_signer(w->signings);
    w->waits[i] =
        (struct tls_signing){.host = host, .scheme = scheme, .message = STR("message"), .user = &c->transport};
    signer->ask(signer->context, &w->waits[i]);
}

/* One more signature for C's handshake; HOST tells it apart. */
static void ask_for(struct world *w, size_t i, struct conn *c, size_t host)
{
    ask_by(w, i, c, host, 0);
}

/* Takes the next message to the keeper; false: there is none. */
static bool hear(const struct world *w, struct key_request *request)
{
    char bytes[KEY_REQUEST_BYTES];
    ssize_t n = recv(w->keeper, bytes, sizeof bytes, MSG_DONTWAIT);
    return n > 0 && key_request_read((str){bytes, (size_t)n}, request);
}

static size_t hear_all(const struct world *w, struct key_request *requests)
{
    size_t n = 0;
    while (n < AT_ONCE_MAX && hear(w, &requests[n]))
        n++;
    return n;
}

static void reply_to(struct world *w, const struct key_request *request)
{
    struct key_reply reply = {.asker = request->asker, .serial = request->serial, .length = 1, .signature = {42}};
    unsigned char bytes[KEY_REPLY_BYTES_MAX];
    size_t n = key_reply_write(&reply, bytes);
    assert_int_equal(send(w->keeper, bytes, n, 0), n);
    uv_run(&w->net.loop, UV_RUN_NOWAIT);
}

static void the_keeper_has_few_at_once_and_in_turn_by_peer(void **state)
{
    struct world *w = *state;
    struct key_request sent[AT_ONCE_MAX];
    for (size_t i = 0; i < MANY; i++)
        ask_for(w, i, &w->conn, i);
    ask_for(w, MANY, &w->other, MODEST);
    size_t n = hear_all(w, sent), served = 0;
    assert_true(n >= 2 && n < AT_ONCE_MAX);
    size_t at_once = n;
    /* Those that are with the keeper already come first, and one of the greedy peer's, whose turn it was. */
    for (bool found = false; !found; served++) {
        reply_to(w, &sent[0]);
        n = hear_all(w, sent);
        assert_int_equal(n, 1);
        found = sent[0].host == MODEST;
    }
    assert_true(served <= 2);
    reply_to(w, &sent[0]);
    assert_int_equal(w->waits[MANY].state, SIGNING_DONE);
    assert_int_equal(w->waits[MANY].signature[0], 42);
    assert_int_equal(w->fed, served + 1);
    assert_int_equal(hear_all(w, sent), 1);
    assert_true(at_once <= 8);
}

/* Each of its threads makes one, and one more is there when that is done. */
static void no_more_slow_ones_are_with_the_keeper_than_it_works_on(void **state)
{
    enum { RSA_PSS_SHA256 = 0x0804, ECDSA_SHA256 = 0x0403 };
    struct world *w = *state;
    struct key_request sent[AT_ONCE_MAX];
    for (size_t i = 0; i < MANY; i++)
        ask_by(w, i, &w->conn, i, RSA_PSS_SHA256);
    assert_int_equal(hear_all(w, sent), KEEPER_THREADS + 1);
    ask_by(w, MANY, &w->other, MODEST, ECDSA_SHA256);
    assert_int_equal(hear_all(w, &sent[1]), 1);
    assert_int_equal(sent[1].host, MODEST);
    reply_to(w, &sent[1]);
    assert_int_equal(hear_all(w, &sent[1]), 0);
    reply_to(w, &sent[0]);
    assert_int_equal(hear_all(w, sent), 1);
}

static void all_are_answered_at_last(void **state)
{
    struct world *w = *state;
    struct key_request request;
    for (size_t i = 0; i < MANY; i++)
        ask_for(w, i, i % 3 ? &w->conn : &w->other, i);
    while (hear(w, &request))
        reply_to(w, &request);
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(w->waits[i].state, SIGNING_DONE);
    assert_int_equal(w->fed, MANY);
}

static void who_leaves_keeps_its_place_until_the_keeper_has_done_it(void **state)
{
    struct world *w = *state;
    const struct tls_signer *signer = signings_signer(w->signings);
    struct key_request sent[AT_ONCE_MAX], more;
    for (size_t i = 0; i < MANY; i++)
        ask_for(w, i, &w->conn, i);
    size_t n = hear_all(w, sent);
    for (size_t i = 0; i < MANY; i++)
        signer->forget(signer->context, &w->waits[i]);
    ask_for(w, MANY, &w->other, MODEST);
    assert_false(hear(w, &more));
    reply_to(w, &sent[n - 1]);
    assert_true(hear(w, &more));
    assert_int_equal(more.host, MODEST);
    for (size_t i = 0; i + 1 < n; i++)
        reply_to(w, &sent[i]);
    assert_int_equal(w->fed, 0);
    reply_to(w, &more);
    assert_int_equal(w->fed, 1);
}

static void without_an_answer_all_fail_and_the_parent_is_told_once(void **state)
{
    struct world *w = *state;
    struct key_request sent[AT_ONCE_MAX];
    for (size_t i = 0; i < MANY; i++)
        ask_for(w, i, &w->conn, i);
    size_t n = hear_all(w, sent);
    while (w->fed < MANY)
        uv_run(&w->net.loop, UV_RUN_ONCE);
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(w->waits[i].state, SIGNING_FAILED);
    assert_int_equal(w->late, 1);
    /* A late answer is for nobody, and the places are free. */
    reply_to(w, &sent[0]);
    assert_int_equal(w->fed, MANY);
    for (size_t i = 0; i < n; i++)
        ask_for(w, i, &w->conn, i);
    assert_int_equal(hear_all(w, sent), n);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_keeper_has_few_at_once_and_in_turn_by_peer),
        TEST(no_more_slow_ones_are_with_the_keeper_than_it_works_on),
        TEST(all_are_answered_at_last),
        TEST(who_leaves_keeps_its_place_until_the_keeper_has_done_it),
        TEST(without_an_answer_all_fail_and_the_parent_is_told_once),
    };
    return cmocka_run_group_tests_name("net/signing", tests, NULL, NULL);
}
