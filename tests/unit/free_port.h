#ifndef TESTS_FREE_PORT_H
#define TESTS_FREE_PORT_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* A port of 127.0.0.1 that nothing is bound to at the moment, and not the one given before: the system may offer the
 * same twice. */
static inline int free_port(void)
{
    static int last;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &size), 0);
    int port = ntohs(a.sin_port), given = port == last ? free_port() : port;
    close(fd);
    last = given;
    return given;
}

#endif
