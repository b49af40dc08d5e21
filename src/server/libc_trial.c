/* dup3(2), getentropy(3) and pipe2(2) are not in POSIX. */
#define _GNU_SOURCE
#include "server/libc_trial.h"

#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LARGE = 1 << 20, SORTED = 2000 };

/* Each trial is false with errno when it failed. */

static void *nothing(void *given)
{
    return given;
}

static bool start_thread(int folder)
{
    pthread_t thread;
    (void)folder;
    errno = pthread_create(&thread, NULL, nothing, NULL);
    if (errno == 0)
        errno = pthread_join(thread, NULL);
    return errno == 0;
}

static bool wait_in_thread(int folder)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_condattr_t attributes;
    pthread_cond_t never;
    struct timespec now = {0};
    (void)folder;
    /* The wall clock may be set back meanwhile, and a short wait would take hours. */
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&never, &attributes);
    clock_gettime(CLOCK_MONOTONIC, &now);
    pthread_mutex_lock(&lock);
    int result = pthread_cond_timedwait(&never, &lock, &now);
    pthread_mutex_unlock(&lock);
    pthread_cond_destroy(&never);
    pthread_condattr_destroy(&attributes);
    errno = result == ETIMEDOUT ? 0 : result;
    return errno == 0;
}

static bool allocate(int folder)
{
    (void)folder;
    char *small = malloc(LARGE);
    if (!small)
        return false;
    char *large = realloc(small, 2 * (size_t)LARGE);
    if (!large)
        free(small);
    bool grown = large != NULL;
    free(large);
    return grown;
}

static bool sleep_a_moment(int folder)
{
    (void)folder;
    return nanosleep(&(struct timespec){.tv_nsec = 1}, NULL) == 0;
}

static bool ask_clocks(int folder)
{
    struct timespec now;
    (void)folder;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 && clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0;
}

static bool ask_for_randomness(int folder)
{
    char bytes[16];
    (void)folder;
    return getentropy(bytes, sizeof bytes) == 0;
}

static bool ask_limits(int folder)
{
    struct rlimit files;
    (void)folder;
    return getrlimit(RLIMIT_NOFILE, &files) == 0;
}

static bool poll_nothing(int folder)
{
    (void)folder;
    return poll(NULL, 0, 0) == 0;
}

static bool make_pipe(int folder)
{
    int ends[2];
    (void)folder;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    int again = dup(ends[0]), other = fcntl(ends[0], F_DUPFD_CLOEXEC, 0);
    for (int *fd = (int[]){ends[0], ends[1], again, other, -2}; *fd != -2; fd++)
        if (*fd >= 0)
            close(*fd);
    return again >= 0 && other >= 0;
}

static bool list_folder(int folder)
{
    if (folder < 0)
        return true;
    int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir)
        return false;
    errno = 0;
    bool read = readdir(dir) || errno == 0;
    closedir(dir);
    return read;
}

static bool ask_about_file(int folder)
{
    struct stat st;
    return folder < 0 || (fstat(folder, &st) == 0 && fstatat(folder, ".", &st, AT_SYMLINK_NOFOLLOW) == 0);
}

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* For long lists libc asks how much memory there is. */
static bool sort(int folder)
{
    (void)folder;
    int *numbers = calloc(SORTED, sizeof *numbers);
    if (!numbers)
        return false;
    for (int i = 0; i < SORTED; i++)
        numbers[i] = SORTED - i;
    qsort(numbers, SORTED, sizeof *numbers, by_value);
    bool sorted = numbers[0] == 1;
    free(numbers);
    return sorted;
}

static const struct {
    const char *what;
    bool (*works)(int folder);
} trials[] = {
    {"to start a thread (pthread_create)", start_thread},
    {"to wait in a thread (pthread_cond_timedwait)", wait_in_thread},
    {"for memory (malloc, realloc)", allocate},
    {"to sleep (nanosleep)", sleep_a_moment},
    {"for the time (clock_gettime)", ask_clocks},
    {"for random bytes (getentropy)", ask_for_randomness},
    {"for its limits (getrlimit)", ask_limits},
    {"to poll (poll)", poll_nothing},
    {"for descriptors (pipe2, dup, fcntl)", make_pipe},
    {"to list a folder (openat, readdir)", list_folder},
    {"about a file (fstat, fstatat)", ask_about_file},
    {"to sort (qsort)", sort},
};

/* True for shortages, which no sandbox causes; a refused call may come back as any other error, as malloc's ENOMEM. */
static bool is_shortage(int reason)
{
    return reason == EMFILE || reason == ENFILE || reason == EAGAIN;
}

size_t libc_trial(int folder)
{
    size_t refused = 0;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        errno = 0;
        if (trials[i].works(folder) || is_shortage(errno))
            continue;
        refused++;
        log_error(
            "libc, asked %s, fails (%s), perhaps because it makes a system call that the sandbox refuses: the kernel's "
            "log names that call; please report it, and write sandbox: off if something does not work meanwhile",
            trials[i].what, strerror(errno));
    }
    return refused;
}
