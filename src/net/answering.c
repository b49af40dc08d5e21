#include "net/answering.h"

#include "net/conn.h"
#include "net/prefetch.h"

enum {
    BURST = 4,              /* pieces in one turn of the loop: other connections need their turns */
    WIDE_AFTER = 512 << 10, /* bytes after which a peer is known to take them quickly */
    WIDE_MAX = 32           /* connections of a worker for which the kernel keeps more: such a peer may stop, too */
};

/* A response that the protocol cannot express is replaced by one that it can. */
static void put_header(struct conn *c, struct buf *piece)
{
    if (!c->protocol->put_header || c->protocol->put_header(&c->response, piece) == OK)
        return;
    struct asked asked = c->response.asked;
    response_finish(&c->response);
    c->response = (struct response){.fd = -1};
    c->protocol->cannot_be_sent(c);
    c->response.asked = asked;
    body_init(&c->body, &c->response);
    buf_clear(piece);
    c->protocol->put_header(&c->response, piece);
}

static enum body_step send_piece(struct conn *c)
{
    struct buf *scratch = &c->net->piece;
    bool first = !c->sent_first;
    str piece;
    buf_clear(scratch);
    if (first)
        put_header(c, scratch);
    enum body_step step = body_next(&c->body, scratch, &piece, c->prefetched);
    if (step != BODY_GIVEN)
        return step;
    c->sent_first = true;
    c->prefetched = false;
    c->sent += piece.n;
    bool sent = transport_write(&c->transport, piece, first, body_has_ended(&c->body)) == OK;
    return sent ? BODY_GIVEN : BODY_BROKEN;
}

/*
 * The loop does not wait for a disk: bytes that are not in memory yet are fetched by a thread first. When no thread
 * can, the loop must.
 */
static void start_prefetch(struct conn *c)
{
    uint64_t offset = 0;
    size_t n = body_reads(&c->body, c->net->piece.max, &offset);
    c->prefetch = prefetch_start(c, c->response.fd, offset, n);
    c->prefetched = !c->prefetch;
}

/* A body without TLS needs no copy. */
static void offer(struct conn *c)
{
    if (c->protocol->put_header && !c->sent_first)
        return;
    str all = body_in_memory(&c->body), some = str_first(all, (size_t)BURST * TRANSPORT_PIECE);
    size_t taken = transport_offer(&c->transport, some, some.n == all.n);
    if (!taken)
        return;
    body_skip(&c->body, taken);
    c->sent += taken;
    c->sent_first = true;
}

/* With requests for 128 KB at a time, the worker would spend a seventh of a large file's time on sleeping and waking
 * up. */
static void widen(struct conn *c)
{
    if (c->wide || c->sent < WIDE_AFTER || c->net->wide == WIDE_MAX)
        return;
    transport_widen(&c->transport);
    c->wide = true;
    c->net->wide++;
}

enum answer_progress answering_go_on(struct conn *c)
{
    widen(c);
    offer(c);
    for (int n = 0; !c->sent_first || !body_has_ended(&c->body); n++) {
        if (n == BURST) {
            net_queue(c->net, &c->go_on);
            return ANSWER_WAITS;
        }
        enum body_step step = send_piece(c);
        if (step == BODY_BROKEN)
            return ANSWER_BROKEN;
        if (step == BODY_WAITS)
            start_prefetch(c);
        if (c->prefetch || transport_is_writing(&c->transport))
            return ANSWER_WAITS;
    }
    return transport_is_writing(&c->transport) ? ANSWER_WAITS : ANSWER_SENT;
}
