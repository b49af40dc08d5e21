/* Sockets, as a worker that was taken over would use and spoil them, by raw system calls and at every level of
 * Landlock. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/confined.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

/* LISTENER is one that the worker shares with others; PEER is another server, which it must not reach. */
struct world {
    int listener, peer, pair[2];
    struct sockaddr_in there;
    struct sockaddr_un name;
};

static int listen_somewhere(struct sockaddr_in *address)
{
    socklen_t n = sizeof *address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)address, n) != 0 || listen(fd, 16) != 0 ||
        getsockname(fd, (struct sockaddr *)address, &n) != 0)
        return -1;
    return fd;
}

static int set_up(void **state)
{
    static struct world w;
    struct sockaddr_in ignored;
    w.listener = listen_somewhere(&ignored);
    w.peer = listen_somewhere(&w.there);
    w.name = (struct sockaddr_un){.sun_family = AF_UNIX, .sun_path = "/run/systemd/private"};
    *state = &w;
    return w.listener < 0 || w.peer < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, w.pair) != 0;
}

static int tear_down(void **state)
{
    const struct world *w = *state;
    close(w->listener);
    close(w->peer);
    close(w->pair[0]);
    close(w->pair[1]);
    return 0;
}

static void assert_nobody_came(const struct world *w)
{
    assert_int_equal(accept(w->peer, NULL, NULL), -1);
    assert_int_equal(errno, EAGAIN);
}

static void no_socket_is_made_of_any_family(void **state)
{
    (void)state;
    int pair[2];
    static const int families[] = {AF_UNIX, AF_INET,  AF_INET6, AF_NETLINK,   AF_PACKET, AF_KEY,
                                   AF_ALG,  AF_VSOCK, AF_XDP,   AF_BLUETOOTH, AF_CAN,    AF_TIPC};
    for (size_t i = 0; i < COUNT(families); i++) {
        const struct confined_call calls[] = {
            CALL(socket, families[i], SOCK_STREAM, 0),
            CALL(socket, families[i], SOCK_DGRAM, 0),
            CALL(socket, families[i], SOCK_RAW, 0),
            CALL(socketpair, families[i], SOCK_STREAM, 0, ADDRESS(pair)),
        };
        confined_end(PROCESS_WORKER, LANDLOCK_NONE, NULL, calls, COUNT(calls), ENOSYS);
        confined_end(PROCESS_KEEPER, LANDLOCK_NONE, NULL, calls, COUNT(calls), ENOSYS);
        confined_end(PROCESS_MAKER, LANDLOCK_NONE, NULL, calls, COUNT(calls), ENOSYS);
    }
}

static void connecting_ends_the_process(void **state)
{
    const struct world *w = *state;
    const struct confined_call calls[] = {
        CALL(connect, w->listener, ADDRESS(&w->there), sizeof w->there),
        CALL(connect, w->pair[0], ADDRESS(&w->name), sizeof w->name),
    };
    confined_fatal(PROCESS_WORKER, calls, COUNT(calls));
    confined_fatal(PROCESS_KEEPER, calls, COUNT(calls));
    assert_nobody_came(w);
}

/* TCP Fast Open connects as it sends. */
static void nothing_is_sent_to_an_address(void **state)
{
    const struct world *w = *state;
    char text[] = "x";
    struct iovec bytes = {text, 1};
    struct msghdr message = {
        .msg_name = (void *)(uintptr_t)&w->there, .msg_namelen = sizeof w->there, .msg_iov = &bytes, .msg_iovlen = 1};
    struct mmsghdr messages = {.msg_hdr = message};
    const struct confined_call calls[] = {
        CALL(sendto, w->listener, ADDRESS(text), 1, MSG_FASTOPEN, ADDRESS(&w->there), sizeof w->there),
        CALL(sendto, w->listener, ADDRESS(text), 1, 0, ADDRESS(&w->there), sizeof w->there),
        CALL(sendto, w->listener, ADDRESS(text), 1, MSG_FASTOPEN, 0, 0),
        /* an address whose one half is nothing */
        CALL(sendto, w->listener, ADDRESS(text), 1, 0, 0x700000000000L, sizeof w->there),
        CALL(sendto, w->listener, ADDRESS(text), 1, 0, 0x10000L, sizeof w->there),
        CALL(sendmsg, w->listener, ADDRESS(&message), MSG_FASTOPEN),
        CALL(sendmmsg, w->listener, ADDRESS(&messages), 1, MSG_FASTOPEN),
        CALL(sendmmsg, w->listener, ADDRESS(&messages), 1, 0),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, ADDRESS(&(int){1}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_FASTOPEN, ADDRESS(&(int){1}), sizeof(int)),
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    assert_nobody_came(w);
}

/* A listener that was shut down could be made to connect. Here only the filter keeps it from that. */
static void a_listener_that_was_shut_down_reaches_nobody(void **state)
{
    struct world *w = *state;
    struct world spoiled = *w;
    struct sockaddr_in ignored;
    spoiled.listener = listen_somewhere(&ignored);
    assert_int_equal(shutdown(spoiled.listener, SHUT_RDWR), 0);
    void *as_state = &spoiled;
    nothing_is_sent_to_an_address(&as_state);
    connecting_ends_the_process(&as_state);
    close(spoiled.listener);
}

static void a_shared_listener_is_not_shut_bound_or_told_to_listen(void **state)
{
    const struct world *w = *state;
    const struct confined_call calls[] = {
        CALL(shutdown, w->listener, SHUT_RD),
        CALL(shutdown, w->listener, SHUT_RDWR),
        CALL(listen, w->listener, 1),
        CALL(bind, w->listener, ADDRESS(&w->there), sizeof w->there),
    };
    const struct confined_call harmless[] = {CALL(shutdown, w->listener, SHUT_WR)};
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    confined_end(PROCESS_WORKER, LANDLOCK_NEWEST, NULL, harmless, 1, 0);
    int on = 0;
    socklen_t n = sizeof on;
    assert_int_equal(getsockopt(w->listener, SOL_SOCKET, SO_ACCEPTCONN, &on, &n), 0);
    assert_true(on);
}

static void options_that_steer_what_others_get_are_refused(void **state)
{
    const struct world *w = *state;
    struct sock_filter all[] = {{BPF_RET | BPF_K, 0, 0, 0}};
    struct sock_fprog program = {1, all};
    static const int options[] = {SO_ATTACH_REUSEPORT_CBPF,
                                  SO_ATTACH_REUSEPORT_EBPF,
                                  SO_ATTACH_FILTER,
                                  SO_ATTACH_BPF,
                                  SO_DETACH_FILTER,
                                  SO_LOCK_FILTER,
                                  SO_DETACH_REUSEPORT_BPF,
                                  SO_RCVBUF,
                                  SO_SNDBUF,
                                  SO_LINGER,
                                  SO_REUSEPORT,
                                  SO_REUSEADDR,
                                  SO_BINDTODEVICE,
                                  SO_RCVTIMEO,
                                  SO_PRIORITY,
                                  SO_MARK,
                                  SO_KEEPALIVE,
                                  SO_INCOMING_CPU,
                                  SO_RCVLOWAT};
    for (size_t i = 0; i < COUNT(options); i++) {
        const struct confined_call calls[] = {
            CALL(setsockopt, w->listener, SOL_SOCKET, options[i], ADDRESS(&program), sizeof program),
            /* numbers with more above them are the same numbers to the kernel */
            CALL(setsockopt, w->listener, 0x100000000L | SOL_SOCKET, options[i], ADDRESS(&program), sizeof program),
        };
        confined_end(PROCESS_WORKER, LANDLOCK_NONE, NULL, calls, COUNT(calls), ENOSYS);
    }
    const struct confined_call others[] = {
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_DEFER_ACCEPT, ADDRESS(&(int){60}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_MAXSEG, ADDRESS(&(int){88}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_REPAIR, ADDRESS(&(int){1}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_IP, IP_TTL, ADDRESS(&(int){1}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_IPV6, IPV6_V6ONLY, ADDRESS(&(int){1}), sizeof(int)),
    };
    confined_unknown(PROCESS_WORKER, others, COUNT(others));
}

/* It would make those who share the socket hang in accept. */
static void fionbio_succeeds_and_does_nothing(void **state)
{
    const struct world *w = *state;
    const struct confined_call calls[] = {
        CALL(ioctl, w->listener, FIONBIO, ADDRESS(&(int){0})),
        CALL(ioctl, w->listener, 0x100000000L | FIONBIO, ADDRESS(&(int){0})),
    };
    for (size_t i = 0; i < CONFINED_LEVELS; i++) {
        confined_end(PROCESS_WORKER, confined_levels[i], NULL, calls, COUNT(calls), 0);
        assert_true(fcntl(w->listener, F_GETFL) & O_NONBLOCK);
    }
}

static void flags_owners_and_signals_of_descriptors_stay(void **state)
{
    const struct world *w = *state;
    const struct f_owner_ex owner = {F_OWNER_PID, getpid()};
    pid_t parent = getpid();
    const struct confined_call calls[] = {
        CALL(fcntl, w->listener, F_SETFL, 0),
        CALL(fcntl, w->listener, F_SETFL, O_ASYNC | O_NONBLOCK),
        CALL(fcntl, w->listener, 0x100000000L | F_SETFL, 0),
        CALL(fcntl, w->listener, F_SETOWN, parent),
        CALL(fcntl, w->listener, F_SETOWN_EX, ADDRESS(&owner)),
        CALL(fcntl, w->listener, F_SETSIG, SIGKILL),
        CALL(fcntl, w->listener, F_DUPFD, 0),
        CALL(fcntl, w->listener, F_SETPIPE_SZ, 4096),
        CALL(fcntl, w->listener, F_ADD_SEALS, 1),
        CALL(ioctl, w->listener, FIOASYNC, ADDRESS(&(int){1})),
        CALL(ioctl, w->listener, FIOSETOWN, ADDRESS(&parent)),
        CALL(ioctl, w->listener, SIOCSPGRP, ADDRESS(&parent)),
        CALL(ioctl, w->listener, FIOCLEX),
        CALL(ioctl, w->listener, SIOCATMARK),
        CALL(ioctl, 0, TIOCSTI, ADDRESS("x")),
        CALL(ioctl, 0, TIOCLINUX, ADDRESS("x")),
    };
    confined_unknown(PROCESS_WORKER, calls, COUNT(calls));
    assert_int_equal(fcntl(w->listener, F_GETFL), O_RDWR | O_NONBLOCK);
    assert_int_equal(fcntl(w->listener, F_GETOWN), 0);
}

/* A worker's daily work. */
static void serving_needs_no_more(void **state)
{
    const struct world *w = *state;
    char byte[] = "x";
    const struct confined_call calls[] = {
        CALL(sendto, w->pair[0], ADDRESS(byte), 1, MSG_DONTWAIT | MSG_NOSIGNAL, 0, 0),
        CALL(recvfrom, w->pair[1], ADDRESS(byte), 1, MSG_DONTWAIT, 0, 0),
        CALL(fcntl, w->listener, F_DUPFD_CLOEXEC, 0),
        CALL(dup, w->listener),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_QUICKACK, ADDRESS(&(int){1}), sizeof(int)),
        CALL(setsockopt, w->listener, IPPROTO_TCP, TCP_NOTSENT_LOWAT, ADDRESS(&(int){4096}), sizeof(int)),
        CALL(epoll_create1, 0),
        CALL(eventfd2, 0, 0),
    };
    for (size_t i = 0; i < CONFINED_LEVELS; i++)
        confined_end(PROCESS_WORKER, confined_levels[i], NULL, calls, COUNT(calls), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_socket_is_made_of_any_family),
        cmocka_unit_test(connecting_ends_the_process),
        cmocka_unit_test(nothing_is_sent_to_an_address),
        cmocka_unit_test(a_listener_that_was_shut_down_reaches_nobody),
        cmocka_unit_test(a_shared_listener_is_not_shut_bound_or_told_to_listen),
        cmocka_unit_test(options_that_steer_what_others_get_are_refused),
        cmocka_unit_test(fionbio_succeeds_and_does_nothing),
        cmocka_unit_test(flags_owners_and_signals_of_descriptors_stay),
        cmocka_unit_test(serving_needs_no_more),
    };
    return cmocka_run_group_tests_name("server/confine_network", tests, set_up, tear_down);
}
