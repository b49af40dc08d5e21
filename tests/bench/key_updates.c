/*
 * Greedy clients that shake hands, ask nothing and send TLS 1.3 KeyUpdates, which Python's ssl cannot:
 *
 *     key_updates PORT CONNECTIONS BYTES
 *
 * CONNECTIONS of them, each from an address of its own (PROXY header), make BYTES of KeyUpdates in memory, and then all
 * are sent at once; again and again until the process is ended.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct client {
    int fd;
    SSL *ssl;
    BIO *records; /* what is due to be sent */
};

static int connect_as(int port, unsigned number)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = 20};
    char header[80];
    int n = snprintf(header, sizeof header, "PROXY TCP4 10.200.%u.%u 198.51.100.1 4660 %d\r\n", number >> 8 & 255,
                     number & 255, port);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) || write(fd, header, (size_t)n) != n) {
        close(fd);
        return -1;
    }
    return fd;
}

static void leave(struct client *c)
{
    SSL_free(c->ssl);
    if (c->fd >= 0)
        close(c->fd);
    *c = (struct client){.fd = -1};
}

/* Writes go to memory once the hands are shaken. */
static void prepare(struct client *c, SSL_CTX *context, int port, unsigned number, long bytes)
{
    c->fd = connect_as(port, number);
    c->ssl = c->fd < 0 ? NULL : SSL_new(context);
    if (!c->ssl || !SSL_set_fd(c->ssl, c->fd) || !SSL_set_tlsext_host_name(c->ssl, "localhost") ||
        SSL_connect(c->ssl) != 1 || !(c->records = BIO_new(BIO_s_mem()))) {
        leave(c);
        return;
    }
    SSL_set0_wbio(c->ssl, c->records);
    while (BIO_pending(c->records) < bytes)
        if (!SSL_key_update(c->ssl, SSL_KEY_UPDATE_NOT_REQUESTED) || SSL_do_handshake(c->ssl) != 1)
            return;
}

static void send_all(struct client *c)
{
    char *bytes = NULL;
    if (!c->ssl)
        return;
    long n = BIO_get_mem_data(c->records, &bytes);
    for (ssize_t sent = 1; n > 0 && sent > 0; bytes += sent, n -= sent)
        if ((sent = send(c->fd, bytes, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL)) < 0)
            return;
}

int main(int argc, char **argv)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    size_t count = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    struct client *clients = calloc(count ? count : 1, sizeof *clients);
    if (!context || !count || !clients) {
        fprintf(stderr, "usage: key_updates PORT CONNECTIONS BYTES\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    for (unsigned number = 0;;) {
        for (size_t i = 0; i < count; i++)
            prepare(&clients[i], context, atoi(argv[1]), number++, atol(argv[3]));
        for (size_t i = 0; i < count; i++)
            send_all(&clients[i]);
        usleep(300000); /* the server reads meanwhile what a reset would throw away */
        for (size_t i = 0; i < count; i++)
            leave(&clients[i]);
    }
}
