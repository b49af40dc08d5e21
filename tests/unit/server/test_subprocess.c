#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/sandbox.h"
#include "server/subprocess.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void report(void *context, struct buf *out)
{
    (void)context;
    errno = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    subprocess_put_number(out, fd >= 0 ? 0 : errno);
    subprocess_put_number(out, getpid());
    subprocess_put_text(out, STR("done"));
}

static void run(bool sandbox, int64_t *socket_error)
{
    struct buf came;
    int64_t pid = 0;
    str text;
    buf_init(&came, SUBPROCESS_BYTES_MAX);
    assert_int_equal(subprocess_run(report, NULL, sandbox, &came), OK);
    str rest = buf_str(&came);
    assert_true(subprocess_get_number(&rest, socket_error) && subprocess_get_number(&rest, &pid));
    assert_true(subprocess_get_text(&rest, &text) && str_eq(text, STR("done")));
    assert_true(pid != getpid());
    assert_false(subprocess_get_number(&rest, &pid));
    buf_finish(&came);
}

static void an_errand_is_done_in_another_process_that_has_no_network(void **state)
{
    (void)state;
    int64_t reason;
    run(true, &reason);
    if (sandbox_offered().filter == FILTER_OF_ALLOWED)
        assert_int_equal(reason, ENOSYS);
    run(false, &reason);
    assert_int_equal(reason, 0);
}

static void give_up(void *context, struct buf *out)
{
    (void)context;
    (void)out;
    _exit(3);
}

static void one_that_fails_is_an_error(void **state)
{
    (void)state;
    struct buf came;
    buf_init(&came, SUBPROCESS_BYTES_MAX);
    assert_int_equal(subprocess_run(give_up, NULL, true, &came), ERR_IO);
    buf_finish(&came);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_errand_is_done_in_another_process_that_has_no_network),
        cmocka_unit_test(one_that_fails_is_an_error),
    };
    return cmocka_run_group_tests_name("server/errand", tests, NULL, NULL);
}
