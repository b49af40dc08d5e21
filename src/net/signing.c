#include "net/signing.h"

#include "base/log.h"
#include "net/conn.h"
#include "net/memory.h"
#include "net/signing_order.h"
#include "tls/signature.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <uv.h>

/*
 * SENT_MAX: enough that the keeper always has work while answers are on their way, and no more, since it works in the
 * order of arrival.
 */
enum { SIGNING_MS = 2000, WAITING_MAX = 1024, SENT_MAX = 8, LATE_ONES = 3, TOLD_MS = 2000 };

/* One requested signature. */
struct wanted {
    struct signing_turn turn; /* until it is sent */
    struct wanted *older, *newer;
    struct tls_signing *signing; /* NULL: its handshake has ended, and the keeper is still working on it */
    uint64_t serial, due;
};

struct signings {
    struct net *net;
    struct tls_signer signer;
    uv_poll_t poll;
    int watched;                   /* events of POLL */
    struct wanted *oldest;         /* of all, linked by age */
    struct wanted *newest;         /* there are COUNT */
    struct signing_order order;    /* of those that are not yet sent */
    struct wanted *next;           /* the one to send next, when the socket had no room; NULL: none */
    struct wanted *sent[SENT_MAX]; /* unanswered; NULL: a free place */
    size_t count;
    uint64_t serial; /* of the last request */
    struct deadline late;
    uint64_t told_at;   /* when the parent was told about late answers */
    unsigned late_ones; /* requests in a row without an answer in time */
};

static void watch(struct signings *s);

/* ---- requested signatures */

static struct wanted *add(struct signings *s, struct tls_signing *signing)
{
    struct wanted *w = MEMORY_NEW(struct wanted);
    *w = (struct wanted){
        .older = s->newest, .signing = signing, .serial = ++s->serial, .due = net_now(s->net) + SIGNING_MS};
    if (s->newest)
        s->newest->newer = w;
    else
        s->oldest = w;
    s->newest = w;
    s->count++;
    return w;
}

/* SENT_MAX: it has no place. */
static size_t place_of(const struct signings *s, const struct wanted *w)
{
    size_t i = 0;
    while (i < SENT_MAX && s->sent[i] != w)
        i++;
    return i;
}

static bool is_sent(const struct signings *s, const struct wanted *w)
{
    return place_of(s, w) < SENT_MAX;
}

static void remove_wanted(struct signings *s, struct wanted *w)
{
    if (is_sent(s, w))
        s->sent[place_of(s, w)] = NULL;
    if (s->next == w)
        s->next = NULL;
    signing_order_drop(&s->order, &w->turn);
    *(w->older ? &w->older->newer : &s->oldest) = w->newer;
    *(w->newer ? &w->newer->older : &s->newest) = w->older;
    if (w->signing)
        w->signing->place = NULL;
    s->count--;
    free(w);
}

static void arm(struct signings *s)
{
    if (!s->oldest) {
        deadline_disarm(&s->net->deadlines, &s->late);
        return;
    }
    uint64_t now = net_now(s->net);
    net_arm(s->net, &s->late, s->oldest->due > now ? s->oldest->due - now : 0);
}

/* ---- to the keeper */

/* False: the socket has no room. */
static bool send_one(const struct signings *s, const struct wanted *w)
{
    const struct net_keeper *keeper = &s->net->options->keeper;
    const struct tls_signing *signing = w->signing;
    unsigned char bytes[KEY_REQUEST_BYTES];
    struct key_request request = {.asker = keeper->asker,
                                  .serial = w->serial,
                                  .host = (uint32_t)signing->host,
                                  .scheme = signing->scheme,
                                  .length = (uint16_t)signing->message.n};
    memcpy(request.message, signing->message.p, signing->message.n);
    key_request_write(&request, bytes);
    ssize_t sent;
    do
        sent = send(keeper->fd, bytes, sizeof bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

/* Each of its threads has one slow signature to make, and one more waits for the first that is free. */
static bool may_send_slow(const struct signings *s)
{
    size_t threads = s->net->options->keeper.threads, sent = 0;
    for (size_t i = 0; i < SENT_MAX; i++)
        sent += s->sent[i] && s->sent[i]->turn.pace == SIGNING_SLOW;
    return sent <= threads;
}

static struct wanted *take_next(struct signings *s)
{
    struct signing_turn *turn = signing_order_take(&s->order, may_send_slow(s), net_now(s->net));
    return turn ? (struct wanted *)((char *)turn - offsetof(struct wanted, turn)) : NULL;
}

/* Sends as many as the keeper may have at once. */
static void send_some(struct signings *s)
{
    for (size_t place = place_of(s, NULL); place < SENT_MAX; place = place_of(s, NULL)) {
        if (!s->next)
            s->next = take_next(s);
        if (!s->next || !send_one(s, s->next))
            break;
        s->sent[place] = s->next;
        s->next = NULL;
    }
    watch(s);
}

static void put(struct signings *s, struct wanted *w)
{
    const struct conn *c = (const struct conn *)((const char *)w->signing->user - offsetof(struct conn, transport));
    w->turn = (struct signing_turn){.peer = address_peer(&c->address),
                                    .pace = signature_is_slow(w->signing->scheme) ? SIGNING_SLOW : SIGNING_FAST,
                                    .exempt = c->lease.exempt};
    signing_order_put(&s->order, &w->turn, net_now(s->net));
}

static void ask(void *context, struct tls_signing *signing)
{
    struct signings *s = context;
    if (s->count == WAITING_MAX) {
        signing->state = SIGNING_FAILED;
        return;
    }
    struct wanted *w = add(s, signing);
    signing->place = w;
    if (s->count == 1)
        arm(s);
    put(s, w);
    send_some(s);
}

/*
 * A sent request keeps its place until the keeper has finished with it: a client that leaves at once does not make room
 * for more work.
 */
static void forget(void *context, struct tls_signing *signing)
{
    struct signings *s = context;
    struct wanted *w = signing->place;
    signing->place = NULL;
    if (!w)
        return;
    w->signing = NULL;
    if (!is_sent(s, w))
        remove_wanted(s, w);
}

/* ---- from the keeper */

static void end(struct signings *s, struct wanted *w, enum signing_state state)
{
    struct tls_signing *signing = w->signing;
    remove_wanted(s, w);
    if (!signing)
        return;
    signing->state = state;
    transport_signed(signing->user);
}

static struct wanted *sent_as(const struct signings *s, uint64_t serial)
{
    for (size_t i = 0; i < SENT_MAX; i++)
        if (s->sent[i] && s->sent[i]->serial == serial)
            return s->sent[i];
    return NULL;
}

/* An answer for which nobody waits any more is ignored. */
static void take_reply(struct signings *s, const struct key_reply *reply)
{
    struct wanted *w = sent_as(s, reply->serial);
    if (!w)
        return;
    if (s->late_ones)
        log_note("the keeper of the keys answers again");
    s->late_ones = 0;
    if (w->signing) {
        w->signing->length = reply->length;
        memcpy(w->signing->signature, reply->signature, reply->length);
    }
    end(s, w, reply->refusal == KEY_SIGNED ? SIGNING_DONE : SIGNING_FAILED);
    if (reply->refusal != KEY_SIGNED)
        log_error("a handshake got no signature: %s", key_refusal_text(reply->refusal));
}

/* True when the keeper has nothing more to answer. */
static bool is_idle(const struct signings *s)
{
    size_t i = 0;
    while (i < SENT_MAX && !s->sent[i])
        i++;
    return i == SENT_MAX;
}

static void read_replies(struct signings *s)
{
    const struct net_keeper *keeper = &s->net->options->keeper;
    char bytes[KEY_REPLY_BYTES_MAX + 1];
    struct key_reply reply;
    ssize_t n;
    /* Reading until nothing is left would be one more call for each signature. */
    do {
        n = recv(keeper->fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (n > 0 && key_reply_read((str){bytes, (size_t)n}, &reply) &&
            reply.asker.generation == keeper->asker.generation && reply.asker.worker == keeper->asker.worker)
            take_reply(s, &reply);
    } while (n > 0 && !is_idle(s));
    arm(s);
    send_some(s);
}

static void ready(uv_poll_t *poll, int status, int events)
{
    struct signings *s = poll->data;
    if (status < 0)
        return;
    if (events & UV_READABLE)
        read_replies(s);
    if (events & UV_WRITABLE)
        send_some(s);
}

/* Setting events that are watched already would cost two system calls for each signature. */
static void watch(struct signings *s)
{
    int wanted = UV_READABLE | (s->next ? UV_WRITABLE : 0);
    if (s->watched == wanted || uv_is_closing((uv_handle_t *)&s->poll))
        return;
    s->watched = wanted;
    uv_poll_start(&s->poll, wanted, ready);
}

/* Requests whose time is over fail, the others stay. One that was never sent says nothing about the keeper. */
static void expired(struct deadline *deadline)
{
    struct signings *s = (struct signings *)((char *)deadline - offsetof(struct signings, late));
    const struct net_options *options = s->net->options;
    uint64_t now = net_now(s->net);
    bool told = false;
    while (s->oldest && s->oldest->due <= now) {
        if (is_sent(s, s->oldest)) {
            if (!s->late_ones)
                log_error("the keeper of the keys does not answer: handshakes fail until it does");
            told |= ++s->late_ones % LATE_ONES == 0;
        }
        end(s, s->oldest, SIGNING_FAILED);
    }
    if (told && options->keeper.late && now - s->told_at >= TOLD_MS) {
        s->told_at = now;
        options->keeper.late(options->context);
    }
    arm(s);
    send_some(s);
}

/* ---- its life */

struct signings *signings_start(struct net *net)
{
    if (!net->options->tls || net->options->keeper.fd < 0)
        return NULL;
    struct signings *s = MEMORY_NEW(struct signings);
    s->net = net;
    signing_order_init(&s->order);
    s->signer = (struct tls_signer){ask, forget, s};
    s->late.expired = expired;
    /* Answers that the socket still holds for a worker that ended have serials that this one never uses. */
    s->serial = uv_hrtime();
    s->poll.data = s;
    if (!tls_prepare(WAITING_MAX) || uv_poll_init(&net->loop, &s->poll, net->options->keeper.fd) != 0) {
        log_error("a worker cannot reach the keeper of the keys");
        signing_order_finish(&s->order);
        free(s);
        return NULL;
    }
    watch(s);
    return s;
}

void signings_stop(struct signings *s)
{
    if (s && !uv_is_closing((uv_handle_t *)&s->poll))
        uv_close((uv_handle_t *)&s->poll, NULL);
}

void signings_destroy(struct signings *s)
{
    if (!s)
        return;
    while (s->oldest)
        remove_wanted(s, s->oldest);
    tls_release();
    signing_order_finish(&s->order);
    free(s);
}

const struct tls_signer *signings_signer(const struct signings *s)
{
    return s ? &s->signer : NULL;
}
