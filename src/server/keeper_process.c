#include "server/keeper_process.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/system.h"
#include "server/descriptors.h"
#include "server/generation.h"
#include "server/keeper.h"
#include "server/sandbox.h"
#include "tls/key_store.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The name that ps and top show. */
#define KEEPER_NAME "splashdown-key"

enum { READY_MS = 30000, REPLACE_MS = 5000, PAUSE_MS = 100 };

static void keep_descriptors(const struct generation *g, int ready)
{
    struct arena *arena = arena_create();
    int *kept = ARENA_ARRAY(arena, int, g->key_count + g->worker_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < g->key_count; i++)
        kept[n++] = g->keys[i].fd;
    for (size_t i = 0; i < g->worker_count; i++)
        kept[n++] = g->keeper_sockets[i].keeper;
    kept[n++] = ready;
    descriptors_keep(kept, n);
    arena_destroy(arena);
}

static size_t threads_of_all(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (size_t)cores : 1;
}

size_t keeper_process_threads(const struct generation *g)
{
    return (threads_of_all() + g->worker_count - 1) / g->worker_count;
}

static struct keeper_options options_of(const struct generation *g, struct arena *arena)
{
    struct keeper_key *keys = ARENA_ARRAY(arena, struct keeper_key, g->key_count);
    int *sockets = ARENA_ARRAY(arena, int, g->worker_count);
    for (size_t i = 0; i < g->key_count; i++)
        keys[i] = (struct keeper_key){.fd = g->keys[i].chain.count ? g->keys[i].fd : -1,
                                      .path = g->keys[i].path,
                                      .certificate = g->keys[i].chain.count ? g->keys[i].chain.items[0] : STR("")};
    for (size_t i = 0; i < g->worker_count; i++)
        sockets[i] = g->keeper_sockets[i].keeper;
    return (struct keeper_options){.keys = keys,
                                   .key_count = g->key_count,
                                   .sockets = sockets,
                                   .worker_count = g->worker_count,
                                   .generation = g->number,
                                   .threads = threads_of_all()};
}

/* It ends by SIGTERM, or with its parent. */
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool lock_in(const struct generation *g, pid_t parent)
{
    if (!privileges_drop(&g->identity) || !privileges_end_with(parent)) {
        log_error("the keeper of the keys could not give up its privileges: %s", strerror(errno));
        return false;
    }
    const struct sandbox_wanted wanted = {.kind = PROCESS_KEEPER, .landlock = LANDLOCK_NEWEST, .checked = SANITIZED};
    struct sandbox entered = {0};
    if (g->config->sandbox != SANDBOX_OFF)
        entered = sandbox_enter(&wanted);
    if (g->config->sandbox == SANDBOX_REQUIRE && !sandbox_is_whole(&entered)) {
        log_error("the keeper of the keys could not lock itself in, as sandbox: require demands");
        return false;
    }
    return true;
}

static _Noreturn void run(const struct generation *g, pid_t parent, int ready)
{
    struct arena *arena = arena_create();
    struct diag diag;
    struct keeper_options options = options_of(g, arena);
    diag_init(&diag);
    system_name_process(KEEPER_NAME);
    reset_signals();
    keep_descriptors(g, ready);
    struct key_store *store = lock_in(g, parent) ? keeper_read_keys(&options, &diag) : NULL;
    diag_print(&diag, SEVERITY_ERROR, stderr);
    diag_finish(&diag);
    if (!store)
        exit(1);
    for (size_t i = 0; i < options.key_count; i++)
        if (options.keys[i].fd >= 0)
            close(options.keys[i].fd);
    /* The process that started it may not be waiting. */
    if (write(ready, "", 1) != 1)
        log_detail("the keeper of the keys is there, and nobody waits");
    close(ready);
    keeper_serve(&options, store);
    exit(1);
}

/* ---- as the parent sees it */

static bool wait_ready(int fd)
{
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    char byte;
    int came;
    do
        came = poll(&wanted, 1, READY_MS);
    while (came < 0 && errno == EINTR);
    return came == 1 && read(fd, &byte, 1) == 1;
}

enum err keeper_process_start(struct keeper_process *k, const struct generation *g)
{
    int ends[2];
    pid_t parent = getpid(), pid = -1;
    k->born = clock_monotonic();
    if (system_pipe(ends)) {
        pid = fork();
        if (pid == 0)
            run(g, parent, ends[1]);
        close(ends[1]);
        if (pid < 0)
            close(ends[0]);
    }
    if (pid < 0) {
        log_error("the keeper of the keys cannot be started: %s", strerror(errno));
        k->due = k->born + PAUSE_MS;
        return ERR_IO;
    }
    k->pid = pid;
    k->ready = ends[0];
    return OK;
}

enum err keeper_process_wait(struct keeper_process *k)
{
    return wait_ready(k->ready) ? OK : ERR_IO;
}

void keeper_process_replace(struct keeper_process *k, int64_t now)
{
    if (!k->pid || now - k->born < REPLACE_MS)
        return;
    log_error("the keeper of the keys (process %ld) hangs, and is killed", (long)k->pid);
    kill(k->pid, SIGKILL);
}

void keeper_process_bury(struct keeper_process *k, int status, bool expected)
{
    int64_t now = clock_monotonic();
    k->due = now + backoff_ended(&k->backoff, status, false, now - k->born);
    if (!expected && WIFSIGNALED(status))
        log_error("the keeper of the keys (process %ld) was killed by signal %d (%s); another one takes its place",
                  (long)k->pid, WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (!expected)
        log_error("the keeper of the keys (process %ld) exited with code %d; another one takes its place", (long)k->pid,
                  WEXITSTATUS(status));
    close(k->ready);
    k->pid = 0;
}
