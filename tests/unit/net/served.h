#ifndef TEST_NET_SERVED_H
#define TEST_NET_SERVED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/fakes.h"

#include "base/clock.h"
#include "net/table_memory.h"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

/* A worker in a process of its own, and the test as its client. */
struct worker {
    pid_t pid;
    char folder[32];
    int root;
    struct net_listener listeners[3]; /* by enum net_protocol; the last is another worker's */
    int channel[2];                   /* the first is the test's */
};

enum {
    REQUEST_MS = 2000,
    WRITE_MS = 2000,
    DRAIN_MS = 30000,
    FILE_BYTES = 3 * 1000 * 1000,
    PER_ADDRESS = 60,
    OTHERS = 2
};
enum { PATIENCE_MS = 600000 };

/* Deadlines of the next worker. Only a test of deadlines makes them shorter than a slow machine may need. */
static struct {
    int request_ms, write_ms;
} patience = {PATIENCE_MS, PATIENCE_MS};

static inline struct net_listener make_listener(enum net_protocol protocol)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(fd, (const struct sockaddr *)&a, n) != 0 || listen(fd, 64) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &n) != 0)
        abort();
    return (struct net_listener){fd, protocol, ntohs(a.sin_port), 0};
}

static inline void write_file(int root, const char *name, size_t n)
{
    struct buf bytes;
    buf_init(&bytes, n);
    buf_put_repeat(&bytes, 'f', n);
    int fd = openat(root, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(fd, bytes.p, n), n);
    close(fd);
    buf_finish(&bytes);
}

/* Reads a byte from the test: '1' if the other worker is absent, or '0'. */
static inline bool understand(struct net *net, void *context)
{
    const struct worker *w = context;
    char said;
    const struct net_absent none = {{0}}, other = {{2}};
    if (read(w->channel[1], &said, 1) == 1)
        net_stand_in(net, said == '1' ? &other : &none);
    return true;
}

/* Returns the exit code: 0 if everything that the worker held was given back. */
static inline int serve(const struct worker *w, struct net_shared *shared)
{
    struct capsule capsule = {.options = {.name = STR("localhost"), .root = w->root}};
    struct capsule *const capsules[] = {&capsule};
    site_load(w->root, NULL, NULL, NULL, &capsule.site);
    const struct net_options options = {
        .listeners = w->listeners,
        .listener_count = 3,
        .channel = {w->channel[1], understand},
        .context = (void *)(uintptr_t)w,
        .hosts = {capsules, 1, &capsule},
        .limits = {.connections = 1000,
                   .per_address = PER_ADDRESS,
                   .request_timeout_ms = patience.request_ms,
                   .write_timeout_ms = patience.write_ms},
        .log = {.fd = -1},
        .status = {.fd = -1},
        .shared = shared,
        .drain_ms = DRAIN_MS,
        .watch = true,
    };
    int code = net_run(&options);
    site_unref(capsule.site);
    return code != 0 || sites_alive != 0 || jobs_alive != 0;
}

static inline int start(void **state)
{
    static struct worker w;
    w = (struct worker){.folder = "/tmp/serve-XXXXXX"};
    if (!mkdtemp(w.folder))
        return -1;
    signal(SIGPIPE, SIG_IGN);
    w.root = open(w.folder, O_RDONLY | O_DIRECTORY);
    write_file(w.root, "file", FILE_BYTES);
    w.listeners[NET_GEMINI] = make_listener(NET_GEMINI);
    w.listeners[NET_GOPHER] = make_listener(NET_GOPHER);
    w.listeners[OTHERS] = make_listener(NET_GOPHER);
    w.listeners[OTHERS].owner = 1;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, w.channel) != 0)
        return -1;
    struct net_shared *shared = table_memory(1);
    w.pid = fork();
    if (w.pid == 0) {
        int code = serve(&w, shared);
        table_memory_free(shared);
        exit(code); /* and not _exit, which LeakSanitizer does not see */
    }
    table_memory_free(shared);
    *state = &w;
    return w.pid < 0;
}

static inline int start_with_deadlines(void **state)
{
    patience.request_ms = REQUEST_MS, patience.write_ms = WRITE_MS;
    int failed = start(state);
    patience.request_ms = patience.write_ms = PATIENCE_MS;
    return failed;
}

static inline int end(void **state)
{
    struct worker *w = *state;
    int status = -1;
    kill(w->pid, SIGTERM);
    waitpid(w->pid, &status, 0);
    unlinkat(w->root, "file", 0);
    unlinkat(w->root, "new", 0);
    close(w->root);
    rmdir(w->folder);
    close(w->listeners[0].fd);
    close(w->listeners[1].fd);
    close(w->listeners[OTHERS].fd);
    close(w->channel[0]);
    close(w->channel[1]);
    return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

static inline int dial_at(const struct worker *w, size_t listener)
{
    struct sockaddr_in a = {.sin_family = AF_INET,
                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                            .sin_port = htons((uint16_t)w->listeners[listener].port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (const struct sockaddr *)&a, sizeof a), 0);
    return fd;
}

static inline int dial(const struct worker *w, enum net_protocol protocol)
{
    return dial_at(w, protocol);
}

static inline void send_all(int fd, str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        assert_true(n > 0);
        s = str_from(s, (size_t)n);
    }
}

/* Reads all until the end, and closes. A reset fails the test. */
static inline struct buf hear(int fd)
{
    struct buf all;
    buf_init(&all, 1 << 26);
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
        assert_int_equal(buf_reserve(&all, 65536), OK);
        ssize_t n = read(fd, all.p + all.n, 65536);
        assert_true(n >= 0);
        if (n == 0)
            break;
        all.n += (size_t)n;
    }
    close(fd);
    return all;
}

static inline void hears(int fd, str expected)
{
    struct buf all = hear(fd);
    assert_int_equal(all.n, expected.n);
    assert_memory_equal(all.p ? all.p : "", expected.p, expected.n);
    buf_finish(&all);
}

static inline void hears_bytes(int fd, size_t n)
{
    struct buf all = hear(fd);
    assert_int_equal(all.n, n);
    buf_finish(&all);
}

static inline int ask(const struct worker *w, enum net_protocol protocol, str request)
{
    int fd = dial(w, protocol);
    send_all(fd, request);
    return fd;
}

#define HEADER "S[T]20 text/plain\r\n"

#endif
