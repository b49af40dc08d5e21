#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/answering.h"
#include "net/conn.h"
#include "net/prefetch.h"

#include <stdio.h>
#include <unistd.h>

/*
 * An answer that its reader takes at once: the other readers of the worker must have their turns meanwhile. The
 * functions below take the place of those that would need a socket and a loop.
 */

enum { PIECES = 40, IN_ONE_TURN = 4 };

static struct {
    size_t bytes;    /* that the reader took */
    unsigned queued; /* times that the answer waited for the next turn */
} seen;

enum err transport_write(struct transport *t, str bytes, bool first, bool last)
{
    (void)t;
    (void)first;
    (void)last;
    seen.bytes += bytes.n;
    return OK;
}

size_t transport_offer(struct transport *t, str bytes, bool last)
{
    (void)t;
    (void)last;
    seen.bytes += bytes.n;
    return bytes.n;
}

void transport_widen(struct transport *t)
{
    (void)t;
}

bool transport_is_writing(const struct transport *t)
{
    (void)t;
    return false;
}

void net_queue(struct net *net, struct loop_task *task)
{
    (void)net;
    (void)task;
    seen.queued++;
}

/* No thread can read, so that the loop does. */
struct prefetch *prefetch_start(struct conn *c, int fd, uint64_t offset, size_t n)
{
    (void)c;
    (void)fd;
    (void)offset;
    (void)n;
    return NULL;
}

static enum err put_no_header(const struct response *response, struct buf *out)
{
    (void)response;
    (void)out;
    return OK;
}

static const struct conn_protocol protocol = {.put_header = put_no_header};

/* Counts the turns that RESPONSE takes, none of which may be more than its share. */
static unsigned count_turns(const struct response *response)
{
    struct net net = {.piece = {0}};
    struct conn c = {.net = &net, .protocol = &protocol, .response = *response};
    enum answer_progress progress = ANSWER_WAITS;
    unsigned turns = 0;
    size_t before = seen.bytes = seen.queued = 0;
    buf_init(&net.piece, TRANSPORT_PIECE);
    body_init(&c.body, &c.response);
    for (; progress == ANSWER_WAITS && turns <= 2 * PIECES; turns++) {
        progress = answering_go_on(&c);
        /* Bytes that the kernel takes without a copy come on top. */
        assert_in_range(seen.bytes - before, 1, 2 * IN_ONE_TURN * TRANSPORT_PIECE);
        assert_int_equal(seen.queued, progress == ANSWER_WAITS ? turns + 1 : turns);
        before = seen.bytes;
    }
    assert_int_equal(progress, ANSWER_SENT);
    assert_int_equal(seen.bytes, (size_t)PIECES * TRANSPORT_PIECE);
    buf_finish(&net.piece);
    return turns;
}

static void a_large_file_that_is_taken_at_once_gives_others_their_turn(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(ftruncate(fileno(file), (off_t)PIECES * TRANSPORT_PIECE), 0);
    const struct response response = {
        .body = BODY_FILE, .fd = fileno(file), .length = (uint64_t)PIECES * TRANSPORT_PIECE};
    assert_true(count_turns(&response) >= PIECES / IN_ONE_TURN);
    fclose(file);
}

static void a_large_page_that_is_taken_at_once_gives_others_their_turn(void **state)
{
    (void)state;
    struct buf page;
    buf_init(&page, (size_t)PIECES * TRANSPORT_PIECE);
    buf_put_repeat(&page, 'p', (size_t)PIECES * TRANSPORT_PIECE);
    struct response response = {.body = BODY_BLOB, .blob = blob_steal(&page), .fd = -1};
    response.length = blob_str(response.blob).n;
    assert_true(count_turns(&response) >= PIECES / IN_ONE_TURN / 2);
    blob_unref(response.blob);
    buf_finish(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_file_that_is_taken_at_once_gives_others_their_turn),
        cmocka_unit_test(a_large_page_that_is_taken_at_once_gives_others_their_turn),
    };
    return cmocka_run_group_tests_name("net/turns", tests, NULL, NULL);
}
