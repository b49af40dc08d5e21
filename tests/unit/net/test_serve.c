/* MAP_ANONYMOUS is no POSIX flag. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "fakes.h"

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

enum { REQUEST_MS = 600, WRITE_MS = 800, DRAIN_MS = 30000, FILE_BYTES = 3 * 1000 * 1000, PER_ADDRESS = 60, OTHERS = 2 };
enum { PATIENCE_MS = 600000 };

static struct net_listener make_listener(enum net_protocol protocol)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(fd, (const struct sockaddr *)&a, n) != 0 || listen(fd, 64) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &n) != 0)
        abort();
    return (struct net_listener){fd, protocol, ntohs(a.sin_port), 0};
}

static void write_file(int root, const char *name, size_t n)
{
    struct buf bytes;
    buf_init(&bytes, n);
    buf_put_repeat(&bytes, 'f', n);
    int fd = openat(root, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(write(fd, bytes.p, n), n);
    close(fd);
    buf_finish(&bytes);
}

/* A byte: '1', that the other worker is absent, or '0'. */
static bool understand(struct net *net, void *context)
{
    const struct worker *w = context;
    char said;
    const struct net_absent none = {{0}}, other = {{2}};
    if (read(w->channel[1], &said, 1) == 1)
        net_stand_in(net, said == '1' ? &other : &none);
    return true;
}

/* Its exit code tells whether all that it held was given back. */
static int serve(const struct worker *w, struct net_shared *shared)
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
                   .request_timeout_ms = REQUEST_MS,
                   .write_timeout_ms = WRITE_MS},
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

static int start(void **state)
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

static int end(void **state)
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

static int dial_at(const struct worker *w, size_t listener)
{
    struct sockaddr_in a = {.sin_family = AF_INET,
                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                            .sin_port = htons((uint16_t)w->listeners[listener].port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (const struct sockaddr *)&a, sizeof a), 0);
    return fd;
}

static int dial(const struct worker *w, enum net_protocol protocol)
{
    return dial_at(w, protocol);
}

static void send_all(int fd, str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        assert_true(n > 0);
        s = str_from(s, (size_t)n);
    }
}

/* All until the end, and closes. A reset fails the test. */
static struct buf hear(int fd)
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

static void hears(int fd, str expected)
{
    struct buf all = hear(fd);
    assert_int_equal(all.n, expected.n);
    assert_memory_equal(all.p ? all.p : "", expected.p, expected.n);
    buf_finish(&all);
}

static void hears_bytes(int fd, size_t n)
{
    struct buf all = hear(fd);
    assert_int_equal(all.n, n);
    buf_finish(&all);
}

static int ask(const struct worker *w, enum net_protocol protocol, str request)
{
    int fd = dial(w, protocol);
    send_all(fd, request);
    return fd;
}

#define HEADER "S[T]20 text/plain\r\n"

static void a_request_is_answered(void **state)
{
    const struct worker *w = *state;
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n")), STR(HEADER "hello[END]"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n")), STR(HEADER "done[END]"));
    hears(ask(w, NET_GOPHER, STR("/job\r\n")), STR("done"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/control\r\n")), STR("S[T]40 refused\r\n[END]"));
}

static void a_body_of_any_size_arrives_whole(void **state)
{
    const struct worker *w = *state;
    static const int sizes[] = {0, 1, 65518, 65519, 65520, 65536, 65537, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char request[64];
        snprintf(request, sizeof request, "Hgemini://localhost/many/%d\r\n", sizes[i]);
        hears_bytes(ask(w, NET_GEMINI, str_of(request)), (size_t)sizes[i] + sizeof HEADER "[END]" - 1);
        snprintf(request, sizeof request, "/many/%d\r\n", sizes[i]);
        hears_bytes(ask(w, NET_GOPHER, str_of(request)), (size_t)sizes[i]);
    }
    hears_bytes(ask(w, NET_GOPHER, STR("/file\r\n")), FILE_BYTES);
    hears_bytes(ask(w, NET_GEMINI, STR("Hgemini://localhost/file\r\n")), FILE_BYTES + sizeof HEADER "[END]" - 1);
}

static void a_request_may_come_byte_by_byte(void **state)
{
    const struct worker *w = *state;
    str request = STR("Hgemini://localhost/\r\n");
    int fd = dial(w, NET_GEMINI);
    for (size_t i = 0; i < request.n; i++) {
        send_all(fd, str_between(request, i, i + 1));
        poll(NULL, 0, 2);
    }
    hears(fd, STR(HEADER "hello[END]"));
}

static void who_has_said_all_still_hears_all(void **state)
{
    const struct worker *w = *state;
    int fd = ask(w, NET_GOPHER, STR("/file\r\n"));
    shutdown(fd, SHUT_WR);
    hears_bytes(fd, FILE_BYTES);
    fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/many/200000\r\n\4"));
    shutdown(fd, SHUT_WR);
    hears_bytes(fd, 200000 + sizeof HEADER "[END]" - 1);
}

static void kilobytes_after_the_request_do_not_reset_its_answer(void **state)
{
    const struct worker *w = *state;
    char more[40000];
    memset(more, 'm', sizeof more);
    int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n"));
    send_all(fd, (str){more, sizeof more});
    hears(fd, STR(HEADER "hello[END]"));
    fd = ask(w, NET_GEMINI, STR("H"));
    send_all(fd, (str){more, sizeof more});
    hears(fd, STR("S[T]59 refused\r\n[END]"));
}

static void what_is_no_request_is_closed_cleanly(void **state)
{
    const struct worker *w = *state;
    hears(ask(w, NET_GEMINI, STR("GET / HTTP/1.0\r\n\r\n")), STR("ALERT"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://\xff")), STR("SALERT"));
    hears(ask(w, NET_GOPHER, STR("\x16\x03\x01")), STR(""));
    int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/"));
    shutdown(fd, SHUT_WR);
    hears(fd, STR("S"));
}

static void the_silent_are_cut_in_time_and_delay_nobody(void **state)
{
    const struct worker *w = *state;
    int silent[40];
    for (int i = 0; i < 40; i++)
        silent[i] = i % 2 ? ask(w, NET_GEMINI, STR("Hgemini://")) : dial(w, NET_GOPHER);
    int64_t began = clock_monotonic();
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    for (int i = 0; i < 40; i++)
        hears(silent[i], i % 2 ? STR("S") : STR(""));
    assert_true(clock_monotonic() - began > REQUEST_MS / 2);
}

static void who_never_reads_is_cut_and_who_reads_slowly_is_not(void **state)
{
    const struct worker *w = *state;
    enum { MANY = 15000000 };
    int never = ask(w, NET_GOPHER, STR("/many/15000000\r\n")), slow = ask(w, NET_GOPHER, STR("/many/15000000\r\n"));
    char some[65536];
    size_t got = 0;
    for (int64_t began = clock_monotonic(); clock_monotonic() - began < 3 * WRITE_MS; poll(NULL, 0, 20)) {
        ssize_t n = read(slow, some, sizeof some);
        assert_true(n > 0);
        got += (size_t)n;
    }
    hears_bytes(slow, MANY - got);
    struct buf cut = hear(never);
    assert_true(cut.n < MANY);
    buf_finish(&cut);
}

/* Each of these is a body of its own; a small answer is refused to nobody. */
static void what_one_address_makes_the_worker_hold_is_bounded(void **state)
{
    const struct worker *w = *state;
    int slow[] = {ask(w, NET_GOPHER, STR("/many/15000000\r\n")), ask(w, NET_GOPHER, STR("/many/15000000\r\n"))};
    char some[1];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(read(slow[i], some, 1), 1);
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/many/15000000\r\n")), STR("S[T]44 10\r\n[END]"));
    hears(ask(w, NET_GOPHER, STR("/many/15000000\r\n")), STR("3Too many requests: try again in 10 seconds"));
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    close(slow[0]);
    close(slow[1]);
    hears_bytes(ask(w, NET_GOPHER, STR("/many/15000000\r\n")), 15000000);
}

static void one_address_has_only_so_many_connections(void **state)
{
    const struct worker *w = *state;
    int held[PER_ADDRESS];
    for (int i = 0; i < PER_ADDRESS; i++)
        held[i] = dial(w, NET_GOPHER);
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("3Too many connections: try again later"));
    for (int i = 0; i < PER_ADDRESS; i++)
        close(held[i]);
    poll(NULL, 0, 100);
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
}

static void a_transfer_outlives_the_signal_to_end(void **state)
{
    const struct worker *w = *state;
    int file = ask(w, NET_GOPHER, STR("/many/20000000\r\n")),
        job = ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n"));
    /* Who came later on each listener has been answered: both have begun. */
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n")), STR(HEADER "hello[END]"));
    kill(w->pid, SIGTERM);
    poll(NULL, 0, 50);
    hears_bytes(file, 20000000);
    hears(job, STR(HEADER "done[END]"));
}

static void a_job_whose_client_has_gone_ends_for_nobody(void **state)
{
    const struct worker *w = *state;
    for (int i = 0; i < 8; i++) {
        int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n"));
        poll(NULL, 0, 5);
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1}, sizeof(struct linger));
        close(fd);
    }
    hears(ask(w, NET_GOPHER, STR("/job\r\n")), STR("done"));
}

static long site_number(const struct worker *w)
{
    struct buf answer = hear(ask(w, NET_GOPHER, STR("/site\r\n")));
    long n = -1;
    str_to_long(buf_str(&answer), &n);
    buf_finish(&answer);
    return n;
}

static void an_edit_is_live_within_a_second(void **state)
{
    const struct worker *w = *state;
    poll(NULL, 0, 600); /* the look that follows the start */
    long before = site_number(w);
    write_file(w->root, "new", 5);
    poll(NULL, 0, 800);
    assert_true(site_number(w) > before);
}

/* Nothing but other connections tells that the worker has understood. */
static void stand_in(const struct worker *w, const char *said)
{
    assert_int_equal(write(w->channel[0], said, 1), 1);
    for (int i = 0; i < 3; i++)
        hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
}

static void what_comes_in_for_another_worker_waits_and_is_taken_while_that_one_is_absent(void **state)
{
    const struct worker *w = *state;
    int waits = dial_at(w, OTHERS);
    send_all(waits, STR("/\r\n"));
    stand_in(w, "0");
    struct pollfd p = {.fd = waits, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 0), 0);
    stand_in(w, "1");
    hears(waits, STR("hello"));
    stand_in(w, "0");
    waits = dial_at(w, OTHERS);
    send_all(waits, STR("/\r\n"));
    stand_in(w, "0");
    p.fd = waits;
    assert_int_equal(poll(&p, 1, 0), 0);
    stand_in(w, "1");
    hears(waits, STR("hello"));
}

/* Much longer than a request may take. */
static void who_was_asking_when_all_was_frozen_is_answered_after_it(void **state)
{
    const struct worker *w = *state;
    int half = dial(w, NET_GOPHER), silent = dial(w, NET_GOPHER);
    send_all(half, STR("/"));
    stand_in(w, "0");
    kill(w->pid, SIGSTOP);
    nanosleep(&(struct timespec){.tv_sec = 4 * REQUEST_MS / 1000}, NULL);
    kill(w->pid, SIGCONT);
    send_all(half, STR("\r\n"));
    hears(half, STR("hello"));
    hears(silent, STR(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_request_is_answered, start, end),
        cmocka_unit_test_setup_teardown(a_body_of_any_size_arrives_whole, start, end),
        cmocka_unit_test_setup_teardown(a_request_may_come_byte_by_byte, start, end),
        cmocka_unit_test_setup_teardown(who_has_said_all_still_hears_all, start, end),
        cmocka_unit_test_setup_teardown(kilobytes_after_the_request_do_not_reset_its_answer, start, end),
        cmocka_unit_test_setup_teardown(what_is_no_request_is_closed_cleanly, start, end),
        cmocka_unit_test_setup_teardown(the_silent_are_cut_in_time_and_delay_nobody, start, end),
        cmocka_unit_test_setup_teardown(who_never_reads_is_cut_and_who_reads_slowly_is_not, start, end),
        cmocka_unit_test_setup_teardown(what_one_address_makes_the_worker_hold_is_bounded, start, end),
        cmocka_unit_test_setup_teardown(one_address_has_only_so_many_connections, start, end),
        cmocka_unit_test_setup_teardown(a_transfer_outlives_the_signal_to_end, start, end),
        cmocka_unit_test_setup_teardown(a_job_whose_client_has_gone_ends_for_nobody, start, end),
        cmocka_unit_test_setup_teardown(an_edit_is_live_within_a_second, start, end),
        cmocka_unit_test_setup_teardown(what_comes_in_for_another_worker_waits_and_is_taken_while_that_one_is_absent,
                                        start, end),
        cmocka_unit_test_setup_teardown(who_was_asking_when_all_was_frozen_is_answered_after_it, start, end),
    };
    return cmocka_run_group_tests_name("net/serve", tests, NULL, NULL);
}
