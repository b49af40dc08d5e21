/*
 * The floor: the least that a server can do. One process, epoll, a fixed answer; what splashdown's CPU per request is
 * divided by.
 *
 *     floor tcp PORT BYTES
 *     floor tls PORT BYTES CERTIFICATE KEY [tuned]
 *
 * Prints "ready" when it accepts. "tuned" is one ticket, X25519 first and released buffers; without it OpenSSL's
 * defaults.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct floor {
    int listener, epoll;
    SSL_CTX *tls; /* NULL: plain TCP */
    char *answer;
    size_t size;
};

struct conn {
    int fd;
    SSL *tls;
    char request[2048];
    size_t got, sent;
};

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int listen_on(int port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 1024) != 0)
        die("listen");
    return fd;
}

static SSL_CTX *tls_of(const char *certificate, const char *key, bool tuned)
{
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(tls, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls, key, SSL_FILETYPE_PEM) != 1)
        die("certificate");
    if (tuned) {
        SSL_CTX_set_num_tickets(tls, 1);
        SSL_CTX_set1_groups_list(tls, "X25519:P-256");
        SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    }
    return tls;
}

static void finish(struct conn *conn)
{
    if (conn->tls)
        SSL_free(conn->tls);
    close(conn->fd);
    free(conn);
}

static void wait_for(const struct floor *floor, struct conn *conn, unsigned events)
{
    struct epoll_event event = {.events = events, .data.ptr = conn};
    epoll_ctl(floor->epoll, EPOLL_CTL_MOD, conn->fd, &event);
}

/* 1: done so much; 0: come back; -1: over. */
static int move(const struct floor *floor, struct conn *conn, ssize_t n)
{
    if (n > 0)
        return 1;
    if (!conn->tls) {
        if (n < 0 && errno == EAGAIN)
            return 0;
        return -1;
    }
    int why = SSL_get_error(conn->tls, (int)n);
    if (why == SSL_ERROR_WANT_READ)
        wait_for(floor, conn, EPOLLIN);
    else if (why == SSL_ERROR_WANT_WRITE)
        wait_for(floor, conn, EPOLLOUT);
    else
        return -1;
    return 0;
}

static ssize_t take(struct conn *conn)
{
    char *at = conn->request + conn->got;
    size_t room = sizeof conn->request - conn->got;
    return conn->tls ? SSL_read(conn->tls, at, (int)room) : read(conn->fd, at, room);
}

static ssize_t give(const struct floor *floor, struct conn *conn)
{
    const char *at = floor->answer + conn->sent;
    size_t left = floor->size - conn->sent;
    return conn->tls ? SSL_write(conn->tls, at, (int)left) : write(conn->fd, at, left);
}

/* False when the connection is over. */
static bool serve(const struct floor *floor, struct conn *conn)
{
    while (!memmem(conn->request, conn->got, "\r\n", 2)) {
        ssize_t n = take(conn);
        int moved = move(floor, conn, n);
        if (moved <= 0)
            return moved == 0;
        conn->got += (size_t)n;
    }
    while (conn->sent < floor->size) {
        ssize_t n = give(floor, conn);
        int moved = move(floor, conn, n);
        if (moved == 0 && !conn->tls)
            wait_for(floor, conn, EPOLLOUT);
        if (moved <= 0)
            return moved == 0;
        conn->sent += (size_t)n;
    }
    if (conn->tls)
        SSL_shutdown(conn->tls);
    return false;
}

static void accept_all(const struct floor *floor)
{
    for (;;) {
        int fd = accept4(floor->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        struct conn *conn = calloc(1, sizeof *conn);
        conn->fd = fd;
        if (floor->tls) {
            conn->tls = SSL_new(floor->tls);
            SSL_set_fd(conn->tls, fd);
            SSL_set_accept_state(conn->tls);
        }
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = conn};
        epoll_ctl(floor->epoll, EPOLL_CTL_ADD, fd, &event);
    }
}

static void run(const struct floor *floor)
{
    for (;;) {
        struct epoll_event events[256];
        int n = epoll_wait(floor->epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            struct conn *conn = events[i].data.ptr;
            if (!conn)
                accept_all(floor);
            else if (!serve(floor, conn))
                finish(conn);
        }
    }
}

int main(int argc, char **argv)
{
    bool tls = argc > 1 && strcmp(argv[1], "tls") == 0;
    if (argc < (tls ? 6 : 4)) {
        fputs("usage: floor tcp PORT BYTES | floor tls PORT BYTES CERTIFICATE KEY [tuned]\n", stderr);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    const char *header = tls ? "20 text/gemini; charset=utf-8; lang=en\r\n" : "";
    size_t body = strtoul(argv[3], NULL, 10), head = strlen(header);
    struct floor floor = {.listener = listen_on(atoi(argv[2])), .epoll = epoll_create1(EPOLL_CLOEXEC)};
    floor.size = head + body;
    floor.answer = malloc(floor.size);
    memcpy(floor.answer, header, head);
    memset(floor.answer + head, 'x', body);
    if (tls)
        floor.tls = tls_of(argv[4], argv[5], argc > 6);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(floor.epoll, EPOLL_CTL_ADD, floor.listener, &event);
    puts("ready");
    fflush(stdout);
    run(&floor);
}
