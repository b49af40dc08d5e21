#define _GNU_SOURCE
#include "server/channel.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static_assert(sizeof(struct channel_message) == 32, "a fixed form, without gaps");

enum { DESCRIPTORS_MAX = 1 };

/* Room for the control data of a message. */
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(DESCRIPTORS_MAX * sizeof(int))];
};

enum { WITH_DESCRIPTOR = 1 << CHANNEL_LOG | 1 << CHANNEL_TICKETS | 1 << CHANNEL_STATUS };

static bool is_in(uint32_t kind, unsigned set)
{
    return kind < CHANNEL_KINDS && (set & 1U << kind);
}

bool channel_open(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) == 0;
}

static void attach(struct msghdr *header, union control *control, int fd)
{
    memset(control, 0, sizeof *control);
    header->msg_control = control->bytes;
    header->msg_controllen = sizeof control->bytes;
    struct cmsghdr *c = CMSG_FIRSTHDR(header);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(c), &fd, sizeof fd);
}

bool channel_send(struct channel *c, struct channel_message m, int fd)
{
    m.generation = c->generation;
    m.worker = c->worker;
    m.serial = c->sent + 1;
    struct iovec bytes = {&m, sizeof m};
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    union control control;
    if (is_in(m.kind, WITH_DESCRIPTOR))
        attach(&header, &control, fd);
    ssize_t n;
    do {
        n = sendmsg(c->fd, &header, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (n < 0 && errno == EINTR);
    if (n != (ssize_t)sizeof m)
        return false;
    c->sent = m.serial;
    return true;
}

/* -1: none, or more than one, or something else. */
static int descriptor_in(struct msghdr *header)
{
    int fd;
    struct cmsghdr *c = header->msg_controllen ? CMSG_FIRSTHDR(header) : NULL;
    if (!c || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(sizeof fd))
        return -1;
    memcpy(&fd, CMSG_DATA(c), sizeof fd);
    return fd;
}

static enum channel_result judge(const struct channel *c, const struct channel_message *m, unsigned expected)
{
    if (!is_in(m->kind, expected) || m->worker != c->worker || m->generation > c->generation || m->serial == 0)
        return CHANNEL_WRONG;
    if (m->generation < c->generation || m->serial <= c->taken)
        return CHANNEL_STALE;
    return CHANNEL_MESSAGE;
}

enum channel_result channel_take(struct channel *c, unsigned expected, struct channel_message *m, int *fd)
{
    struct iovec bytes = {m, sizeof *m};
    union control control;
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    /* Without room for descriptors, the kernel passes none on, and reports that. */
    if (expected & WITH_DESCRIPTOR) {
        header.msg_control = control.bytes;
        header.msg_controllen = CMSG_LEN(DESCRIPTORS_MAX * sizeof(int)); /* CMSG_SPACE has room for one more */
    }
    *fd = -1;
    ssize_t n;
    do {
        n = recvmsg(c->fd, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return errno == EAGAIN ? CHANNEL_EMPTY : CHANNEL_WRONG;
    int came = descriptor_in(&header);
    bool whole = n == (ssize_t)sizeof *m && !(header.msg_flags & (MSG_TRUNC | MSG_CTRUNC));
    bool fits = whole && (came >= 0) == is_in(m->kind, WITH_DESCRIPTOR);
    enum channel_result result = fits ? judge(c, m, expected) : CHANNEL_WRONG;
    if (result == CHANNEL_MESSAGE) {
        c->taken = m->serial;
        *fd = came;
    } else if (came >= 0) {
        close(came);
    }
    return result;
}
