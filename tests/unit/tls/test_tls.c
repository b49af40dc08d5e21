#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"

#include <string.h>

enum { DAY = 86400, SOME_DAY = 20000, ROOM = 1 << 16 };

static int64_t today = SOME_DAY;

/* A second before midnight: the key may not hang on the hour. */
static int64_t now(void)
{
    return (today + 1) * DAY - 1;
}

struct world {
    struct folder folder;
    struct arena *arena;
    struct tls_context *context;
};

static int set_up(void **state)
{
    static struct world w;
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0)
        return -1;
    w.arena = arena_create();
    w.context = server_context(str_of(w.folder.path), now, w.arena);
    return w.context ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    static const char *const made[] = {"a.example.crt", "a.example.key", "b.example.crt", "b.example.key", "secret"};
    tls_context_destroy(w->context);
    arena_destroy(w->arena);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlinkat(w->folder.fd, made[i], 0);
    folder_remove(&w->folder);
    return 0;
}

/* One visit: the handshake, "hello" to the server, "welcome" back. The engine is fed PIECE bytes at a time. */
struct visit {
    bool resumed;
    SSL_SESSION *session; /* one reference */
    char heard[16];       /* by the server */
    char told[16];        /* to the client */
    bool closed;          /* by a close_notify that the client saw */
    enum tls_state state;
};

/* What the client has to say, PIECE bytes at a time, and the answer to it. */
static enum tls_state exchange(struct client *client, struct tls *tls, size_t piece, struct buf *plain)
{
    struct buf wire, out;
    buf_init(&wire, ROOM);
    buf_init(&out, ROOM);
    client_take(client, &wire);
    enum tls_state state = TLS_HANDSHAKE;
    for (str rest = buf_str(&wire); rest.n; rest = str_from(rest, piece))
        state = tls_feed(tls, str_first(rest, piece), plain, &out);
    client_give(client, buf_str(&out));
    buf_finish(&out);
    buf_finish(&wire);
    return state;
}

static void hear(struct client *client, struct visit *v)
{
    size_t told = 0;
    for (int n; (n = SSL_read(client->ssl, v->told + told, (int)(sizeof v->told - 1 - told))) > 0;)
        told += (size_t)n;
    v->closed = SSL_get_shutdown(client->ssl) & SSL_RECEIVED_SHUTDOWN;
    v->session = SSL_get1_session(client->ssl);
}

static struct visit visit(struct tls_context *context, int version, const char *sni, SSL_SESSION *session, size_t piece)
{
    struct visit v = {0};
    struct client client;
    struct tls *tls = tls_create(context);
    struct buf plain, wire;
    buf_init(&plain, sizeof v.heard - 1);
    buf_init(&wire, ROOM);
    client_init(&client, version, sni, session);
    for (int flight = 0; flight < 3 && SSL_do_handshake(client.ssl) != 1; flight++)
        exchange(&client, tls, piece, &plain);
    SSL_write(client.ssl, "hello", 5);
    v.state = exchange(&client, tls, piece, &plain);
    tls_write(tls, STR("wel"), true, false, &wire);
    tls_write(tls, STR("come"), false, true, &wire);
    client_give(&client, buf_str(&wire));
    hear(&client, &v);
    v.resumed = tls_resumed(tls);
    memcpy(v.heard, plain.n ? plain.p : "", plain.n);
    buf_finish(&wire);
    buf_finish(&plain);
    tls_destroy(tls);
    client_finish(&client);
    return v;
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

static void records_may_come_in_any_pieces(void **state)
{
    const struct world *w = *state;
    static const size_t pieces[] = {1, 2, 7, 100, ROOM};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (size_t j = 0; j < 2; j++) {
            struct visit v = visit(w->context, versions[j], "a.example", NULL, pieces[i]);
            assert_int_equal(v.state, TLS_OPEN);
            assert_string_equal(v.heard, "hello");
            assert_string_equal(v.told, "welcome");
            assert_true(v.closed);
            SSL_SESSION_free(v.session);
        }
}

/* Whether a ticket of DAY is taken on the day that is LATER days after it. */
static bool is_resumed(struct tls_context *context, int version, int later)
{
    today = SOME_DAY;
    struct visit first = visit(context, version, "a.example", NULL, ROOM);
    assert_false(first.resumed);
    today = SOME_DAY + later;
    struct visit second = visit(context, version, "a.example", first.session, ROOM);
    assert_string_equal(second.heard, "hello");
    SSL_SESSION_free(first.session);
    SSL_SESSION_free(second.session);
    today = SOME_DAY;
    return second.resumed;
}

static void a_ticket_is_good_today_tomorrow_and_where_clocks_are_a_day_behind(void **state)
{
    const struct world *w = *state;
    for (size_t i = 0; i < 2; i++) {
        assert_true(is_resumed(w->context, versions[i], 0));
        assert_true(is_resumed(w->context, versions[i], 1));
        assert_true(is_resumed(w->context, versions[i], -1));
        assert_false(is_resumed(w->context, versions[i], 2));
        assert_false(is_resumed(w->context, versions[i], -2));
    }
}

static void contexts_made_apart_from_one_secret_share_tickets(void **state)
{
    const struct world *w = *state;
    struct tls_context *other = server_context(str_of(w->folder.path), now, w->arena);
    for (size_t i = 0; i < 2; i++) {
        struct visit first = visit(w->context, versions[i], "b.example", NULL, ROOM);
        struct visit second = visit(other, versions[i], "b.example", first.session, ROOM);
        struct visit elsewhere = visit(other, versions[i], "a.example", first.session, ROOM);
        assert_true(second.resumed);
        assert_false(elsewhere.resumed);
        SSL_SESSION_free(first.session);
        SSL_SESSION_free(second.session);
        SSL_SESSION_free(elsewhere.session);
    }
    tls_context_destroy(other);
}

static void what_is_no_tls_fails_at_its_first_byte(void **state)
{
    const struct world *w = *state;
    struct buf plain, wire;
    buf_init(&plain, ROOM);
    buf_init(&wire, ROOM);
    for (int first = 0; first < 256; first++) {
        struct tls *tls = tls_create(w->context);
        char byte = (char)first;
        enum tls_state expected = first == 22 ? TLS_HANDSHAKE : TLS_FAILED;
        assert_int_equal(tls_feed(tls, (str){&byte, 1}, &plain, &wire), expected);
        assert_int_equal(wire.n, 0);
        tls_destroy(tls);
    }
    assert_int_equal(plain.n, 0);
    buf_finish(&plain);
    buf_finish(&wire);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_may_come_in_any_pieces),
        cmocka_unit_test(a_ticket_is_good_today_tomorrow_and_where_clocks_are_a_day_behind),
        cmocka_unit_test(contexts_made_apart_from_one_secret_share_tickets),
        cmocka_unit_test(what_is_no_tls_fails_at_its_first_byte),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
