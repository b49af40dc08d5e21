#include "net/signing.h"

#include "base/log.h"
#include "net/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <uv.h>

enum { SIGNING_MS = 2000, WAITING_MAX = 1024, LATE_ONES = 3, TOLD_MS = 2000 };

struct signings {
    struct net *net;
    struct tls_signer signer;
    uv_poll_t poll;
    struct tls_signing *first;  /* that wait, oldest first */
    struct tls_signing *unsent; /* the first of them that the socket had no room for; NULL: none */
    size_t count;
    uint64_t serial; /* of the last one */
    struct deadline late;
    uint64_t told_at;   /* when the parent was told so */
    unsigned late_ones; /* in a row that had no answer in time */
};

static void watch(struct signings *s);

/* ---- the list */

static void append(struct signings *s, struct tls_signing *signing)
{
    struct tls_signing **end = &s->first;
    while (*end)
        end = &(*end)->next;
    *end = signing;
    signing->next = NULL;
    s->count++;
}

static void take_out(struct signings *s, struct tls_signing *signing)
{
    struct tls_signing **at = &s->first;
    while (*at && *at != signing)
        at = &(*at)->next;
    if (!*at)
        return;
    if (s->unsent == signing)
        s->unsent = signing->next;
    *at = signing->next;
    s->count--;
}

static void arm(struct signings *s)
{
    if (!s->first) {
        deadline_disarm(&s->net->deadlines, &s->late);
        return;
    }
    uint64_t now = net_now(s->net);
    net_arm(s->net, &s->late, s->first->due > now ? s->first->due - now : 0);
}

/* ---- to the keeper */

/* False: the socket has no room. */
static bool send_one(const struct signings *s, const struct tls_signing *signing)
{
    const struct net_keeper *keeper = &s->net->options->keeper;
    unsigned char bytes[KEY_REQUEST_BYTES];
    struct key_request request = {.asker = keeper->asker,
                                  .serial = signing->serial,
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

static void send_rest(struct signings *s)
{
    while (s->unsent && send_one(s, s->unsent))
        s->unsent = s->unsent->next;
    watch(s);
}

static void ask(void *context, struct tls_signing *signing)
{
    struct signings *s = context;
    if (s->count == WAITING_MAX) {
        signing->state = SIGNING_FAILED;
        return;
    }
    signing->serial = ++s->serial;
    signing->due = net_now(s->net) + SIGNING_MS;
    append(s, signing);
    if (s->count == 1)
        arm(s);
    if (s->unsent)
        return;
    s->unsent = signing;
    send_rest(s);
}

static void forget(void *context, struct tls_signing *signing)
{
    take_out(context, signing);
}

/* ---- from the keeper */

static void end(struct signings *s, struct tls_signing *signing, enum signing_state state)
{
    struct transport *transport = signing->user;
    take_out(s, signing);
    signing->state = state;
    transport_signed(transport);
}

/* An answer to what nobody waits for any more is none. */
static void take_reply(struct signings *s, const struct key_reply *reply)
{
    struct tls_signing *signing = s->first;
    while (signing && signing->serial != reply->serial)
        signing = signing->next;
    if (!signing)
        return;
    if (s->late_ones)
        log_note("the keeper of the keys answers again");
    s->late_ones = 0;
    signing->length = reply->length;
    memcpy(signing->signature, reply->signature, reply->length);
    end(s, signing, reply->refusal == KEY_SIGNED ? SIGNING_DONE : SIGNING_FAILED);
    if (reply->refusal != KEY_SIGNED)
        log_error("a handshake got no signature: %s", key_refusal_text(reply->refusal));
}

static void read_replies(struct signings *s)
{
    const struct net_keeper *keeper = &s->net->options->keeper;
    char bytes[KEY_REPLY_BYTES_MAX + 1];
    struct key_reply reply;
    for (;;) {
        ssize_t n = recv(keeper->fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (n <= 0)
            break;
        if (key_reply_read((str){bytes, (size_t)n}, &reply) && reply.asker.generation == keeper->asker.generation &&
            reply.asker.worker == keeper->asker.worker)
            take_reply(s, &reply);
    }
    arm(s);
}

static void ready(uv_poll_t *poll, int status, int events)
{
    struct signings *s = poll->data;
    if (status < 0)
        return;
    if (events & UV_READABLE)
        read_replies(s);
    if (events & UV_WRITABLE)
        send_rest(s);
}

static void watch(struct signings *s)
{
    if (!uv_is_closing((uv_handle_t *)&s->poll))
        uv_poll_start(&s->poll, UV_READABLE | (s->unsent ? UV_WRITABLE : 0), ready);
}

/* Those whose time is over fail, the others stay. */
static void expired(struct deadline *deadline)
{
    struct signings *s = (struct signings *)((char *)deadline - offsetof(struct signings, late));
    const struct net_options *options = s->net->options;
    uint64_t now = net_now(s->net);
    if (s->first && s->first->due <= now && !s->late_ones)
        log_error("the keeper of the keys does not answer: handshakes fail until it does");
    bool told = false;
    while (s->first && s->first->due <= now) {
        end(s, s->first, SIGNING_FAILED);
        told |= ++s->late_ones % LATE_ONES == 0;
    }
    if (told && options->keeper.late && now - s->told_at >= TOLD_MS) {
        s->told_at = now;
        options->keeper.late(options->context);
    }
    arm(s);
}

/* ---- its life */

struct signings *signings_start(struct net *net)
{
    if (!net->options->tls || net->options->keeper.fd < 0)
        return NULL;
    struct signings *s = MEMORY_NEW(struct signings);
    s->net = net;
    s->signer = (struct tls_signer){ask, forget, s};
    s->late.expired = expired;
    /* What the socket still holds of a worker that ended is for serials that this one never gives. */
    s->serial = uv_hrtime();
    s->poll.data = s;
    if (!tls_prepare(WAITING_MAX) || uv_poll_init(&net->loop, &s->poll, net->options->keeper.fd) != 0) {
        log_error("a worker cannot reach the keeper of the keys");
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
    tls_release();
    free(s);
}

const struct tls_signer *signings_signer(const struct signings *s)
{
    return s ? &s->signer : NULL;
}
