/* The keeper as a process: it answers every worker, whatever the number of workers and of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "server/keeper.h"
#include "tls/certificate.h"
#include "tls/certificate_chain.h"
#include "tls/key_store.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { WORKERS_MOST = 5, GENERATION = 3, FLOOD = 40, PATIENCE_MS = 600000 };

/* A certificate of an RSA key, which is one of those that are slow, and its key, in files. */
struct world {
    struct folder folder;
    struct arena *arena;
    struct keeper_key key;
    pid_t keeper;
    int sockets[WORKERS_MOST][2]; /* the workers' ends first */
    uint64_t serial;
    int told; /* what the keeper writes its log to */
};

static void write_rsa(const struct world *w)
{
    EVP_PKEY *key = EVP_RSA_gen(2048);
    X509 *x509 = X509_new();
    char path[128];
    X509_gmtime_adj(X509_getm_notBefore(x509), -1);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    assert_true(X509_sign(x509, key, EVP_sha256()) > 0);
    snprintf(path, sizeof path, "%s/a.key", w->folder.path);
    FILE *file = fopen(path, "w");
    assert_true(file && PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1);
    fclose(file);
    snprintf(path, sizeof path, "%s/a.crt", w->folder.path);
    file = fopen(path, "w");
    assert_true(file && PEM_write_X509(file, x509) == 1);
    fclose(file);
    X509_free(x509);
    EVP_PKEY_free(key);
}

static int set_up(void **state)
{
    static struct world w;
    struct diag diag;
    struct certificate_chain chain;
    diag_init(&diag);
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0)
        return -1;
    w.arena = arena_create();
    write_rsa(&w);
    if (certificate_chain_read(certificate_path(str_of(w.folder.path), STR("a"), w.arena), w.arena, &diag, &chain) !=
        OK)
        return -1;
    diag_finish(&diag);
    w.told = STDERR_FILENO;
    w.key = (struct keeper_key){
        .fd = openat(w.folder.fd, "a.key", O_RDONLY | O_CLOEXEC), .path = STR("a.key"), .certificate = chain.items[0]};
    return w.key.fd < 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    close(w->key.fd);
    unlinkat(w->folder.fd, "a.key", 0);
    unlinkat(w->folder.fd, "a.crt", 0);
    folder_remove(&w->folder);
    arena_destroy(w->arena);
    return 0;
}

static void start(struct world *w, size_t workers, size_t threads)
{
    int ends[WORKERS_MOST];
    struct diag diag;
    diag_init(&diag);
    for (size_t i = 0; i < workers; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, w->sockets[i]), 0);
        ends[i] = w->sockets[i][1];
    }
    const struct keeper_options options = {.keys = &w->key,
                                           .key_count = 1,
                                           .sockets = ends,
                                           .worker_count = workers,
                                           .generation = GENERATION,
                                           .threads = threads};
    w->keeper = fork();
    if (w->keeper == 0) {
        dup2(w->told, STDERR_FILENO);
        struct key_store *store = keeper_read_keys(&options, &diag);
        if (store)
            keeper_serve(&options, store);
        _exit(1);
    }
    diag_finish(&diag);
}

static void stop(struct world *w, size_t workers)
{
    kill(w->keeper, SIGKILL);
    waitpid(w->keeper, NULL, 0);
    for (size_t i = 0; i < workers; i++) {
        close(w->sockets[i][0]);
        close(w->sockets[i][1]);
    }
}

/* Verifies a signature as TLS 1.3 makes it (RFC 8446 4.4.3), by RSA-PSS with SHA-256. */
static uint64_t ask(struct world *w, size_t worker, uint32_t as)
{
    struct key_request r = {.asker = {GENERATION, as}, .serial = ++w->serial, .scheme = 0x0804, .length = 130};
    unsigned char bytes[KEY_REQUEST_BYTES];
    memset(r.message, ' ', 64);
    memcpy(r.message + 64, "TLS 1.3, server CertificateVerify", 34);
    memset(r.message + 98, 7, 32);
    key_request_write(&r, bytes);
    assert_int_equal(send(w->sockets[worker][0], bytes, sizeof bytes, 0), sizeof bytes);
    return r.serial;
}

static struct key_reply hear(const struct world *w, size_t worker)
{
    char bytes[KEY_REPLY_BYTES_MAX];
    struct key_reply reply = {0};
    struct pollfd p = {.fd = w->sockets[worker][0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
    ssize_t n = recv(w->sockets[worker][0], bytes, sizeof bytes, 0);
    assert_true(n > 0 && key_reply_read((str){bytes, (size_t)n}, &reply));
    return reply;
}

static void every_worker_is_answered_with_any_number_of_threads(void **state)
{
    struct world *w = *state;
    for (size_t workers = 1; workers <= WORKERS_MOST; workers++)
        for (size_t threads = 1; threads <= WORKERS_MOST + 2; threads++) {
            start(w, workers, threads);
            for (int round = 0; round < 3; round++) {
                uint64_t serials[WORKERS_MOST];
                for (uint32_t i = 0; i < workers; i++)
                    serials[i] = ask(w, i, i);
                for (size_t i = 0; i < workers; i++) {
                    struct key_reply reply = hear(w, i);
                    assert_true(reply.serial == serials[i]);
                    assert_int_equal(reply.refusal, KEY_SIGNED);
                }
            }
            stop(w, workers);
        }
}

static void who_asks_as_another_worker_is_refused(void **state)
{
    struct world *w = *state;
    start(w, 2, 1);
    ask(w, 0, 1);
    assert_int_equal(hear(w, 0).refusal, KEY_BAD_ASKER);
    ask(w, 0, 0);
    assert_int_equal(hear(w, 0).refusal, KEY_SIGNED);
    stop(w, 2);
}

/* The keeper stands while the questions arrive, so that all of them wait. It tells of a bad one; each worker's last is
 * bad. */
static void one_worker_s_many_hold_up_another_s_one_for_one(void **state)
{
    struct world *w = *state;
    int said[2];
    char told[1024] = "";
    size_t n = 0;
    assert_int_equal(pipe(said), 0);
    w->told = said[1];
    start(w, 2, 1);
    w->told = STDERR_FILENO;
    ask(w, 0, 0);
    hear(w, 0);
    kill(w->keeper, SIGSTOP);
    for (int i = 0; i < FLOOD; i++)
        ask(w, 0, 0);
    ask(w, 0, 1);
    ask(w, 1, 0);
    kill(w->keeper, SIGCONT);
    while (!strstr(told, "worker 1 ")) {
        ssize_t more = read(said[0], told + n, sizeof told - 1 - n);
        assert_true(more > 0);
        n += (size_t)more;
    }
    const char *other = strstr(told, "worker 2 ");
    assert_true(other && other < strstr(told, "worker 1 "));
    stop(w, 2);
    close(said[0]);
    close(said[1]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test(name)
    const struct CMUnitTest tests[] = {
        TEST(every_worker_is_answered_with_any_number_of_threads),
        TEST(who_asks_as_another_worker_is_refused),
        TEST(one_worker_s_many_hold_up_another_s_one_for_one),
    };
    return cmocka_run_group_tests_name("server/keeper", tests, set_up, tear_down);
}
