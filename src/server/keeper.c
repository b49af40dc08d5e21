#include "server/keeper.h"

#include "base/log.h"
#include "tls/key_store.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PEM_MAX = 1 << 20, THREADS_MAX = 64 };

/* ---- the keys */

/* The text lies in one place, which is wiped: no chunk of an arena keeps it. */
static bool read_file(int fd, char *text, size_t *n)
{
    ssize_t got = 1;
    for (*n = 0; got > 0 && *n <= PEM_MAX; *n += got > 0 ? (size_t)got : 0)
        do
            got = pread(fd, text + *n, PEM_MAX + 1 - *n, (off_t)*n);
        while (got < 0 && errno == EINTR);
    return got == 0 && *n <= PEM_MAX;
}

static bool read_key(struct key_store *store, size_t host, const struct keeper_key *key, char *text, struct diag *diag)
{
    size_t n;
    if (!read_file(key->fd, text, &n)) {
        diag_add(diag, SEVERITY_ERROR, key->path, 0, "cannot be read: %s",
                 n > PEM_MAX ? "it is too large" : strerror(errno));
        return false;
    }
    return key_store_add(store, host, (str){text, n}, key->path, key->certificate, diag) == OK;
}

struct key_store *keeper_read_keys(const struct keeper_options *o, struct diag *diag)
{
    struct key_store *store = key_store_create(o->key_count);
    char *text = malloc(PEM_MAX + 1);
    bool read = store && text;
    for (size_t i = 0; i < o->key_count && read; i++)
        read = o->keys[i].fd < 0 || read_key(store, i, &o->keys[i], text, diag);
    if (text)
        key_text_wipe(text, PEM_MAX + 1);
    free(text);
    if (read)
        return store;
    key_store_destroy(store);
    return NULL;
}

/* ---- serving: each thread takes the next worker's question, signs, and answers */

struct keeper {
    const struct keeper_options *options;
    const struct key_store *store;
    pthread_mutex_t lock;
    size_t next; /* the worker whose turn it is; under LOCK */
    bool *told;  /* of each worker, that it asked for what it may not; under LOCK */
};

struct question {
    size_t worker;
    char bytes[KEY_REQUEST_BYTES + 1]; /* one more, so that a longer one is seen as such */
    size_t n;
};

/* The first that waits, from the one whose turn it is. */
static bool take(struct keeper *k, struct question *q)
{
    size_t count = k->options->worker_count;
    bool taken = false;
    pthread_mutex_lock(&k->lock);
    for (size_t i = 0; i < count && !taken; i++) {
        q->worker = (k->next + i) % count;
        ssize_t n = recv(k->options->sockets[q->worker], q->bytes, sizeof q->bytes, MSG_DONTWAIT);
        taken = n >= 0;
        q->n = taken ? (size_t)n : 0;
    }
    if (taken)
        k->next = (q->worker + 1) % count;
    pthread_mutex_unlock(&k->lock);
    return taken;
}

/* Once for each worker: one that was taken over asks a hundred thousand times. */
static void tell(struct keeper *k, size_t worker, enum key_refusal refusal)
{
    pthread_mutex_lock(&k->lock);
    bool first = !k->told[worker];
    k->told[worker] = true;
    pthread_mutex_unlock(&k->lock);
    if (first)
        log_error("worker %zu asked for a signature with %s: refused", worker + 1, key_refusal_text(refusal));
}

/* A worker that takes no answers loses them: nobody waits for it. */
static void answer(struct keeper *k, const struct question *q)
{
    const struct key_asker asker = {k->options->generation, (uint32_t)q->worker};
    struct key_reply reply;
    unsigned char bytes[KEY_REPLY_BYTES_MAX];
    key_store_answer(k->store, &asker, (str){q->bytes, q->n}, &reply);
    if (reply.refusal != KEY_SIGNED)
        tell(k, q->worker, reply.refusal);
    size_t n = key_reply_write(&reply, bytes);
    ssize_t sent;
    do
        sent = send(k->options->sockets[q->worker], bytes, n, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
}

static void *serve(void *keeper)
{
    struct keeper *k = keeper;
    size_t count = k->options->worker_count;
    struct pollfd *waiting = calloc(count, sizeof *waiting);
    if (!waiting)
        abort();
    for (size_t i = 0; i < count; i++)
        waiting[i] = (struct pollfd){.fd = k->options->sockets[i], .events = POLLIN};
    for (struct question q;;) {
        while (take(k, &q))
            answer(k, &q);
        poll(waiting, (nfds_t)count, -1);
    }
    return NULL;
}

static size_t threads_wanted(const struct keeper *k)
{
    bool slow = false;
    for (size_t i = 0; i < k->options->key_count; i++)
        slow = slow || key_store_is_slow(k->store, i);
    size_t most = k->options->threads < THREADS_MAX ? k->options->threads : THREADS_MAX;
    return slow && most ? most : 1;
}

void keeper_serve(const struct keeper_options *o, const struct key_store *store)
{
    struct keeper k = {.options = o, .store = store, .told = calloc(o->worker_count, sizeof *k.told)};
    if (!k.told)
        abort();
    pthread_mutex_init(&k.lock, NULL);
    for (size_t i = threads_wanted(&k); i > 1; i--) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, &k) != 0)
            break;
        pthread_detach(thread);
    }
    serve(&k);
}
