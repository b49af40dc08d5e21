/* A file read to its end in one piece, also where it is larger than it said. */
#include "base/whole_file.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LARGE = 60000 };

static char text[LARGE];

/* A pipe with N bytes in it, which has no size to ask for. */
static int pipe_with(size_t n)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, n), (ssize_t)n);
    close(ends[1]);
    return ends[0];
}

static int file_with(size_t n)
{
    char path[] = "/tmp/splashdown-whole-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    unlink(path);
    assert_int_equal(write(fd, text, n), (ssize_t)n);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void reads(int fd, size_t max, enum err wanted, size_t n)
{
    struct arena *arena = arena_create();
    str out;
    assert_int_equal(whole_file_read(fd, max, arena, &out), wanted);
    if (wanted == OK) {
        assert_int_equal(out.n, n);
        assert_memory_equal(out.p, text, n);
    }
    arena_destroy(arena);
    close(fd);
}

static void test_each_size_is_read(void **state)
{
    (void)state;
    const size_t sizes[] = {0, 1, 4095, 4096, 4097, 8192, 8193, LARGE};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        reads(file_with(sizes[i]), LARGE, OK, sizes[i]);
        reads(pipe_with(sizes[i]), LARGE, OK, sizes[i]);
    }
}

static void test_the_limit_is_exact(void **state)
{
    (void)state;
    const size_t sizes[] = {1, 100, 4096, 5000, 20000, LARGE - 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        reads(file_with(sizes[i]), sizes[i], OK, sizes[i]);
        reads(pipe_with(sizes[i]), sizes[i], OK, sizes[i]);
        reads(file_with(sizes[i] + 1), sizes[i], ERR_LIMIT, 0);
        reads(pipe_with(sizes[i] + 1), sizes[i], ERR_LIMIT, 0);
    }
}

static void test_what_cannot_be_read_says_why(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    str out;
    errno = 0;
    assert_int_equal(whole_file_read(-1, LARGE, arena, &out), ERR_IO);
    assert_int_equal(errno, EBADF);
    arena_destroy(arena);
}

int main(void)
{
    for (size_t i = 0; i < LARGE; i++)
        text[i] = (char)('a' + i % 23);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_size_is_read),
        cmocka_unit_test(test_the_limit_is_exact),
        cmocka_unit_test(test_what_cannot_be_read_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
