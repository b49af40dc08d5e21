/*
 * The signals stay blocked, and a thread waits for them and writes each into a pipe: a handler would be inherited by
 * children, who take the parent's signals for their own.
 */
#include "server/signals.h"

#include "base/system.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int ours[] = {SIGCHLD, SIGHUP, SIGUSR1, SIGTERM, SIGINT, SIGQUIT};
static int ends[2];
static sigset_t set;

static void nothing(int sign)
{
    (void)sign;
}

static void *pass_on(void *unused)
{
    int sign = 0;
    (void)unused;
    /* The first byte says that it runs: a fork while it starts might copy a lock of libc's that it holds. */
    do {
        unsigned char byte = (unsigned char)sign;
        if (write(ends[1], &byte, 1) != 1)
            break;
    } while (sigwait(&set, &sign) == 0);
    return NULL;
}

int signals_open(void)
{
    pthread_t thread;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        sigaddset(&set, ours[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    /* One that is ignored by default may be lost although it is blocked. */
    signal(SIGCHLD, nothing);
    if (!system_pipe(ends))
        return -1;
    char up;
    bool runs =
        pthread_create(&thread, NULL, pass_on, NULL) == 0 && pthread_detach(thread) == 0 && read(ends[0], &up, 1) == 1;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return runs ? ends[0] : -1;
}

int signals_take(int fd)
{
    unsigned char byte;
    return read(fd, &byte, 1) == 1 ? byte : 0;
}
