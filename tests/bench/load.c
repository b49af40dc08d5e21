/*
 * Load that believes nothing: each answer is checked for its header, its length, its checksum and, on Gemini, the
 * close_notify. Blocking clients in processes of their own: what they cost is not counted, only the server's CPU is.
 *
 *     load gemini PORT HOST REQUEST COUNT CLIENTS HEADER LENGTH CHECKSUM [resumed]
 *     load gopher PORT HOST REQUEST COUNT CLIENTS ''     LENGTH CHECKSUM
 *     load hold PORT HOST gemini|gopher COUNT
 *
 * LENGTH and CHECKSUM (FNV-1a, decimal) are those of the body; "-" for both learns them from the first answer and
 * prints them. Prints "ok FAILED LENGTH CHECKSUM RESUMED" and exits 1 when a single answer is wrong.
 *
 * "hold" opens COUNT connections, with a handshake on Gemini, asks nothing, prints "held COUNT" and ends with its
 * standard input.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct job {
    bool tls, resumed;
    int port;
    const char *host, *request, *header;
    uint64_t length, checksum;
    bool learn;
};

struct answer {
    uint64_t length, checksum;
    bool header_right, closed_cleanly, reused;
};

struct metrics {
    _Atomic uint64_t right, wrong, resumed, length, checksum;
};

static SSL_CTX *context;
static SSL_SESSION *session;

static int keep_session(SSL *ssl, SSL_SESSION *fresh)
{
    (void)ssl;
    SSL_SESSION_free(session);
    session = fresh;
    return 1;
}

static int connect_to(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct timeval patience = {.tv_sec = 20};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Takes bytes into ANSWER; the header's bytes are compared, the body's are summed. */
static void take(const struct job *job, struct answer *answer, size_t *seen, const char *bytes, size_t n)
{
    size_t head = strlen(job->header);
    for (size_t i = 0; i < n; i++, ++*seen) {
        if (*seen < head) {
            answer->header_right = answer->header_right && bytes[i] == job->header[*seen];
            continue;
        }
        answer->length++;
        answer->checksum = (answer->checksum ^ (unsigned char)bytes[i]) * 1099511628211u;
    }
}

static void ask_plain(const struct job *job, int fd, struct answer *answer)
{
    char bytes[65536];
    size_t seen = 0;
    ssize_t n;
    if (write(fd, job->request, strlen(job->request)) < 0 || write(fd, "\r\n", 2) < 0)
        return;
    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        take(job, answer, &seen, bytes, (size_t)n);
    answer->closed_cleanly = n == 0;
}

static void ask_tls(const struct job *job, int fd, struct answer *answer)
{
    SSL *ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    SSL_set_tlsext_host_name(ssl, job->host);
    if (job->resumed && session)
        SSL_set_session(ssl, session);
    char line[2048], bytes[65536];
    size_t seen = 0;
    int n = snprintf(line, sizeof line, "%s\r\n", job->request);
    if (SSL_connect(ssl) == 1 && SSL_write(ssl, line, n) == n) {
        answer->reused = SSL_session_reused(ssl);
        while ((n = SSL_read(ssl, bytes, sizeof bytes)) > 0)
            take(job, answer, &seen, bytes, (size_t)n);
        answer->closed_cleanly = SSL_get_error(ssl, n) == SSL_ERROR_ZERO_RETURN;
    }
    SSL_shutdown(ssl);
    SSL_free(ssl);
}

static struct answer ask(const struct job *job)
{
    struct answer answer = {.checksum = 14695981039346656037u, .header_right = true};
    int fd = connect_to(job->port);
    if (fd < 0)
        return answer;
    if (job->tls)
        ask_tls(job, fd, &answer);
    else
        ask_plain(job, fd, &answer);
    close(fd);
    return answer;
}

static void work(const struct job *job, struct metrics *metrics, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        struct answer answer = ask(job);
        bool right = answer.header_right && answer.closed_cleanly && answer.length == job->length &&
                     answer.checksum == job->checksum;
        *(right ? &metrics->right : &metrics->wrong) += 1;
        metrics->resumed += answer.reused;
    }
}

static void learn(struct job *job)
{
    struct answer answer = ask(job);
    if (!answer.header_right || !answer.closed_cleanly || answer.length == 0) {
        fprintf(stderr, "load: the first answer is wrong: header %s, end %s, %llu bytes\n",
                answer.header_right ? "right" : "WRONG", answer.closed_cleanly ? "clean" : "CUT",
                (unsigned long long)answer.length);
        exit(1);
    }
    job->length = answer.length;
    job->checksum = answer.checksum;
}

static int hold(int port, const char *host, bool tls, int count)
{
    int held = 0;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    for (int i = 0; i < count; i++) {
        int fd = connect_to(port);
        if (fd < 0)
            break;
        SSL *ssl = tls ? SSL_new(context) : NULL;
        if (ssl) {
            SSL_set_fd(ssl, fd);
            SSL_set_tlsext_host_name(ssl, host);
        }
        held += !ssl || SSL_connect(ssl) == 1;
    }
    printf("held %d\n", held);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    return held != count;
}

int main(int argc, char **argv)
{
    bool holds = argc == 6 && strcmp(argv[1], "hold") == 0;
    if (argc < 10 && !holds) {
        fputs("usage: load gemini|gopher PORT HOST REQUEST COUNT CLIENTS HEADER LENGTH CHECKSUM [resumed]\n"
              "       load hold PORT HOST gemini|gopher COUNT\n",
              stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    context = SSL_CTX_new(TLS_client_method());
    if (holds)
        return hold(atoi(argv[2]), argv[3], strcmp(argv[4], "gemini") == 0, atoi(argv[5]));
    struct job job = {.tls = strcmp(argv[1], "gemini") == 0,
                      .resumed = argc > 10,
                      .port = atoi(argv[2]),
                      .host = argv[3],
                      .request = argv[4],
                      .header = argv[7],
                      .length = strtoull(argv[8], NULL, 10),
                      .checksum = strtoull(argv[9], NULL, 10)};
    uint64_t count = strtoull(argv[5], NULL, 10), clients = strtoull(argv[6], NULL, 10);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_session);
    if (strcmp(argv[8], "-") == 0)
        learn(&job);
    struct metrics *metrics = mmap(NULL, sizeof *metrics, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (uint64_t c = 0; c < clients; c++) {
        if (fork() == 0) {
            work(&job, metrics, count / clients + (c < count % clients));
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
    printf("%llu %llu %llu %llu %llu\n", (unsigned long long)metrics->right, (unsigned long long)metrics->wrong,
           (unsigned long long)job.length, (unsigned long long)job.checksum, (unsigned long long)metrics->resumed);
    return metrics->wrong != 0 || metrics->right != count;
}
