/* Preloaded into a server under test: whoever reads the bytes of SPLASHDOWN_TEST_SPIN from a client runs in a loop
 * without an end from then on, as a fault in a parser would have it. No program that is installed knows any of this. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *word;

__attribute__((constructor)) static void learn_word(void)
{
    word = getenv("SPLASHDOWN_TEST_SPIN");
    if (!word)
        abort();
}

static void spin(void)
{
    for (volatile unsigned turn = 0;; turn++)
        ;
}

ssize_t read(int fd, void *bytes, size_t n)
{
    ssize_t got = syscall(SYS_read, fd, bytes, n);
    if (got > 0 && memmem(bytes, (size_t)got, word, strlen(word)))
        spin();
    return got;
}
