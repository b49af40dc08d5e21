#include "server/keeper.h"

#include "base/log.h"
#include "tls/key_store.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PEM_MAX = 1 << 20, THREADS_MAX = 64 };

/* ---- the keys */

/* The text is in one place, which is wiped: no chunk of an arena keeps it. */
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
        key_text_wipe(text, n);
        return false;
    }
    enum err err = key_store_add(store, host, (str){text, n}, key->path, key->certificate, diag);
    key_text_wipe(text, n);
    return err == OK;
}

struct key_store *keeper_read_keys(const struct keeper_options *o, struct diag *diag)
{
    struct key_store *store = key_store_create(o->key_count);
    char *text = malloc(PEM_MAX + 1);
    bool read = store && text;
    for (size_t i = 0; i < o->key_count && read; i++)
        read = o->keys[i].fd < 0 || read_key(store, i, &o->keys[i], text, diag);
    free(text);
    if (read)
        return store;
    key_store_destroy(store);
    return NULL;
}

/* ---- serving: each thread has workers of its own, and answers one question of each in turn */

struct keeper {
    const struct keeper_options *options;
    const struct key_store *store;
    atomic_bool *told; /* by worker: its asking for something forbidden was reported */
};

/* The workers that one thread serves. */
struct desk {
    struct keeper *keeper;
    size_t *workers;
    struct pollfd *waiting; /* the socket of each of them */
    size_t count;
};

/* Reports once for each worker: one that was taken over asks a hundred thousand times. */
static void tell(struct keeper *k, size_t worker, enum key_refusal refusal)
{
    if (!atomic_exchange(&k->told[worker], true))
        log_error("worker %zu asked for a signature with %s: refused", worker + 1, key_refusal_text(refusal));
}

/* A worker that takes no answers loses them: nobody waits for it. */
static void answer(struct keeper *k, size_t worker, str question)
{
    const struct key_asker asker = {k->options->generation, (uint32_t)worker};
    struct key_reply reply;
    unsigned char bytes[KEY_REPLY_BYTES_MAX];
    key_store_answer(k->store, &asker, question, &reply);
    if (reply.refusal != KEY_SIGNED)
        tell(k, worker, reply.refusal);
    size_t n = key_reply_write(&reply, bytes);
    ssize_t sent;
    do
        sent = send(k->options->sockets[worker], bytes, n, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
}

/* The next question of WORKER, if there is one; FLAGS of recv(2). */
static void serve_one(struct keeper *k, size_t worker, int flags)
{
    char bytes[KEY_REQUEST_BYTES + 1]; /* one more, so that a longer one is recognized */
    ssize_t n = recv(k->options->sockets[worker], bytes, sizeof bytes, flags);
    if (n >= 0)
        answer(k, worker, (str){bytes, (size_t)n});
}

/* When only one worker is served, its socket blocks: each system call costs as much as a tenth of a signature. */
static void *serve(void *its_desk)
{
    const struct desk *desk = its_desk;
    for (;;) {
        if (desk->count == 1)
            serve_one(desk->keeper, desk->workers[0], 0);
        else if (poll(desk->waiting, (nfds_t)desk->count, -1) > 0)
            for (size_t i = 0; i < desk->count; i++)
                if (desk->waiting[i].revents)
                    serve_one(desk->keeper, desk->workers[i], MSG_DONTWAIT);
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

static void *take(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        abort();
    return memory;
}

static struct desk *make_desk(struct keeper *k)
{
    struct desk *desk = take(1, sizeof *desk);
    size_t most = k->options->worker_count;
    *desk = (struct desk){k, take(most, sizeof *desk->workers), take(most, sizeof *desk->waiting), 0};
    return desk;
}

static void add_worker(struct desk *desk, size_t worker)
{
    desk->waiting[desk->count] = (struct pollfd){.fd = desk->keeper->options->sockets[worker], .events = POLLIN};
    desk->workers[desk->count++] = worker;
}

static bool start_thread(struct desk *desk)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, desk) != 0)
        return false;
    pthread_detach(thread);
    return true;
}

/*
 * The workers are divided among the threads; when there are more threads, several serve one worker. Workers without a
 * thread of their own are served by this thread, and so are all when no other threads can be made.
 */
void keeper_serve(const struct keeper_options *o, const struct key_store *store)
{
    struct keeper k = {.options = o, .store = store, .told = take(o->worker_count, sizeof *k.told)};
    struct desk *own = make_desk(&k);
    size_t threads = threads_wanted(&k);
    bool *served = take(o->worker_count, sizeof *served);
    for (size_t t = 1; t < threads; t++) {
        struct desk *desk = make_desk(&k);
        for (size_t i = t % o->worker_count; i < o->worker_count; i += threads)
            add_worker(desk, i);
        bool started = start_thread(desk);
        for (size_t i = 0; i < desk->count && started; i++)
            served[desk->workers[i]] = true;
    }
    for (size_t i = 0; i < o->worker_count; i++)
        if (i % threads == 0 || !served[i])
            add_worker(own, i);
    free(served);
    serve(own);
}
