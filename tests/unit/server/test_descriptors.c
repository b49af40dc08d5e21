#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/child.h"
#include "server/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>

static bool is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

static int try_keep(void *context)
{
    (void)context;
    int fds[8];
    for (int i = 0; i < 8; i++)
        fds[i] = dup(STDERR_FILENO);
    int kept[] = {fds[5], -1, fds[2], fds[2]};
    descriptors_keep(kept, 4);
    for (int i = 0; i < 8; i++)
        if (is_open(fds[i]) != (i == 2 || i == 5))
            return 10 + i;
    return is_open(0) && is_open(1) && is_open(2) ? 0 : 1;
}

static void only_what_is_kept_stays_open(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_keep, NULL), 0);
}

static int try_none(void *context)
{
    (void)context;
    int fd = dup(STDERR_FILENO);
    descriptors_keep(NULL, 0);
    return is_open(fd) ? 1 : 0;
}

static void nothing_kept_leaves_the_standard_ones(void **state)
{
    (void)state;
    assert_int_equal(in_child(try_none, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_kept_stays_open),
        cmocka_unit_test(nothing_kept_leaves_the_standard_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
