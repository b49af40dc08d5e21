#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/channel.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GENERATION = 7, WORKER = 3 };

/* Both ends, as the parent and the worker of a pair have them. */
struct pair {
    struct channel parent, worker;
};

static int set_up(void **state)
{
    static struct pair p;
    int ends[2];
    if (!channel_open(ends))
        return -1;
    p.parent = (struct channel){.fd = ends[0], .generation = GENERATION, .worker = WORKER};
    p.worker = (struct channel){.fd = ends[1], .generation = GENERATION, .worker = WORKER};
    *state = &p;
    return 0;
}

static int tear_down(void **state)
{
    struct pair *p = *state;
    close(p->parent.fd);
    if (p->worker.fd >= 0)
        close(p->worker.fd);
    return 0;
}

static unsigned count_descriptors(void)
{
    unsigned n = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (readdir(folder))
        n++;
    closedir(folder);
    return n;
}

static enum channel_result take(struct channel *c, unsigned expected)
{
    int fd;
    struct channel_message m;
    enum channel_result result = channel_take(c, expected, &m, &fd);
    if (fd >= 0)
        close(fd);
    return result;
}

static bool sends(struct channel *c, enum channel_kind kind, int fd)
{
    return channel_send(c, (struct channel_message){.kind = kind}, fd);
}

/* SIZE bytes and COUNT descriptors, whatever they are. */
static void throw(int to, const void *bytes, size_t size, unsigned count)
{
    struct iovec part = {(void *)(uintptr_t)bytes, size};
    struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(4 * sizeof(int))];
    } control;
    const int fds[4] = {0, 0, 0, 0};
    memset(&control, 0, sizeof control);
    if (count) {
        header.msg_control = control.bytes;
        header.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *c = CMSG_FIRSTHDR(&header);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(c), fds, count * sizeof(int));
    }
    assert_int_equal(sendmsg(to, &header, MSG_NOSIGNAL), size);
}

static struct channel_message message(enum channel_kind kind)
{
    return (struct channel_message){kind, GENERATION, WORKER, 1, 0, 0};
}

static enum channel_result hears(struct pair *p, struct channel_message m)
{
    throw(p->worker.fd, &m, sizeof m, 0);
    return take(&p->parent, CHANNEL_FROM_WORKER);
}

static void a_message_arrives_once(void **state)
{
    struct pair *p = *state;
    assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_EMPTY);
    assert_true(sends(&p->worker, CHANNEL_READY, -1));
    assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_MESSAGE);
    assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_EMPTY);
    assert_true(sends(&p->worker, CHANNEL_READY, -1));
    assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_MESSAGE);
}

static void a_message_keeps_its_number_and_hash(void **state)
{
    struct pair *p = *state;
    struct channel_message m = {.kind = CHANNEL_REFUSED, .number = 3, .hash = UINT64_MAX};
    int fd;
    assert_true(channel_send(&p->worker, m, -1));
    assert_int_equal(channel_take(&p->parent, CHANNEL_FROM_WORKER, &m, &fd), CHANNEL_MESSAGE);
    assert_true(m.kind == CHANNEL_REFUSED && m.number == 3 && m.hash == UINT64_MAX && fd == -1);
}

static void a_descriptor_comes_with_the_message_that_carries_one(void **state)
{
    struct pair *p = *state;
    struct stat sent, came;
    struct channel_message m;
    int here = open("/etc/passwd", O_RDONLY | O_CLOEXEC), there;
    assert_true(sends(&p->parent, CHANNEL_LOG, here));
    assert_int_equal(channel_take(&p->worker, CHANNEL_FROM_PARENT, &m, &there), CHANNEL_MESSAGE);
    assert_int_equal(fstat(here, &sent), 0);
    assert_int_equal(fstat(there, &came), 0);
    assert_true(sent.st_ino == came.st_ino && there != here);
    assert_int_equal(fcntl(there, F_GETFD), FD_CLOEXEC);
    close(here);
    close(there);
}

static void what_is_old_is_dropped(void **state)
{
    struct pair *p = *state;
    struct channel_message m = message(CHANNEL_READY);
    m.serial = 5;
    assert_int_equal(hears(p, m), CHANNEL_MESSAGE);
    assert_int_equal(hears(p, m), CHANNEL_STALE);
    m.serial = 4;
    assert_int_equal(hears(p, m), CHANNEL_STALE);
    m.serial = 6;
    m.generation--;
    assert_int_equal(hears(p, m), CHANNEL_STALE);
    m.generation++;
    assert_int_equal(hears(p, m), CHANNEL_MESSAGE);
}

static void what_no_honest_worker_says_is_wrong(void **state)
{
    struct pair *p = *state;
    struct channel_message m = message(CHANNEL_LOG);
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m.kind = 64;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m.kind = 0;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m.kind = CHANNEL_KINDS;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m = message(CHANNEL_READY);
    m.worker++;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m = message(CHANNEL_READY);
    m.generation++;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    m = message(CHANNEL_READY);
    m.serial = 0;
    assert_int_equal(hears(p, m), CHANNEL_WRONG);
    assert_int_equal(hears(p, message(CHANNEL_READY)), CHANNEL_MESSAGE);
}

static void another_length_is_wrong(void **state)
{
    struct pair *p = *state;
    char bytes[sizeof(struct channel_message) + 1] = {0};
    struct channel_message m = message(CHANNEL_READY);
    memcpy(bytes, &m, sizeof m);
    for (size_t n = 0; n <= sizeof bytes; n++) {
        throw(p->worker.fd, bytes, n, 0);
        assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), n == sizeof m ? CHANNEL_MESSAGE : CHANNEL_WRONG);
    }
}

static void descriptors_where_none_are_due_are_wrong_and_none_stays_open(void **state)
{
    struct pair *p = *state;
    struct channel_message ready = message(CHANNEL_READY), log = message(CHANNEL_LOG);
    unsigned before = count_descriptors();
    for (unsigned n = 1; n <= 4; n++) {
        throw(p->worker.fd, &ready, sizeof ready, n);
        assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_WRONG);
        throw(p->worker.fd, &ready, 3, n);
        assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_WRONG);
    }
    for (unsigned n = 2; n <= 4; n++) {
        throw(p->parent.fd, &log, sizeof log, n);
        assert_int_equal(take(&p->worker, CHANNEL_FROM_PARENT), CHANNEL_WRONG);
    }
    throw(p->parent.fd, &log, sizeof log, 0);
    assert_int_equal(take(&p->worker, CHANNEL_FROM_PARENT), CHANNEL_WRONG);
    throw(p->parent.fd, &ready, sizeof ready, 1);
    assert_int_equal(take(&p->worker, CHANNEL_FROM_PARENT), CHANNEL_WRONG);
    assert_int_equal(count_descriptors(), before);
}

static void who_does_not_read_makes_nobody_wait(void **state)
{
    struct pair *p = *state;
    unsigned sent = 0;
    while (sends(&p->parent, CHANNEL_LOG, 0))
        sent++;
    assert_int_equal(errno, EAGAIN);
    assert_int_equal(p->parent.sent, sent);
    assert_int_equal(take(&p->worker, CHANNEL_FROM_PARENT), CHANNEL_MESSAGE);
    while (take(&p->worker, CHANNEL_FROM_PARENT) == CHANNEL_MESSAGE)
        continue;
    assert_int_equal(p->worker.taken, sent);
    assert_true(sends(&p->parent, CHANNEL_LOG, 0));
    assert_int_equal(take(&p->worker, CHANNEL_FROM_PARENT), CHANNEL_MESSAGE);
}

static void the_end_of_the_other_side_is_no_message(void **state)
{
    struct pair *p = *state;
    close(p->worker.fd);
    p->worker.fd = -1;
    assert_int_equal(take(&p->parent, CHANNEL_FROM_WORKER), CHANNEL_WRONG);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_message_arrives_once),
        TEST(a_message_keeps_its_number_and_hash),
        TEST(a_descriptor_comes_with_the_message_that_carries_one),
        TEST(what_is_old_is_dropped),
        TEST(what_no_honest_worker_says_is_wrong),
        TEST(another_length_is_wrong),
        TEST(descriptors_where_none_are_due_are_wrong_and_none_stays_open),
        TEST(who_does_not_read_makes_nobody_wait),
        TEST(the_end_of_the_other_side_is_no_message),
    };
    return cmocka_run_group_tests_name("server/channel", tests, NULL, NULL);
}
