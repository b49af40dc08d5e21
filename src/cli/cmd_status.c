#define _DEFAULT_SOURCE
#include "base/buf.h"
#include "base/log.h"
#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/output.h"
#include "server/status_socket.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { REPORT_MAX = 1 << 22, PATIENCE_S = 10, TRIES = 20, PAUSE_NS = 100000000, WATCH_S = 2 };

struct status_flags {
    str config;
    int format;
    bool watch;
};

static const struct option status_options[] = {
    {.name = "config",
     .letter = 'c',
     .kind = OPTION_TEXT,
     .offset = offsetof(struct status_flags, config),
     .value = "FILE",
     .help = "the server's configuration, with status: SOCKET"},
    {.name = "format",
     .kind = OPTION_CHOICE,
     .offset = offsetof(struct status_flags, format),
     .value = "text|json|prometheus",
     .help = "for people (the default) or for programs"},
    {.name = "watch",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct status_flags, watch),
     .help = "again every two seconds, until you stop it"},
};

static enum err find_socket(const struct invocation *in, str *path)
{
    const struct status_flags *flags = in->flags;
    *path = STR(CONFIG_STATUS_PATH);
    if (!flags->config.n)
        return OK;
    struct config config;
    enum err err = configured_read(flags->config, STR(""), in->arena, &config);
    if (err != OK)
        return err;
    *path = config.status;
    if (path->n)
        return OK;
    log_error("%.*s names no status socket; write status: %s there, and restart the server", STR_ARG(flags->config),
              CONFIG_STATUS_PATH);
    return ERR_NOT_FOUND;
}

static bool send_all(int fd, str bytes)
{
    while (bytes.n) {
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n < 0)
            return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

static bool read_all(int fd, struct buf *out)
{
    char piece[4096];
    ssize_t n;
    while ((n = read(fd, piece, sizeof piece)) > 0)
        if (buf_put(out, (str){piece, (size_t)n}) != OK)
            return false;
    return n == 0;
}

/* OK with nothing in OUT: the worker that took the question was about to end. */
static enum err ask(str path, str question, struct buf *out)
{
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    int fd = status_socket_connect(path);
    if (fd < 0)
        return ERR_IO;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    bool sent = send_all(fd, question);
    bool whole = read_all(fd, out);
    int reason = errno;
    close(fd);
    errno = reason;
    bool cut = !whole && (reason == ECONNRESET || reason == EPIPE);
    if (cut || !sent)
        buf_clear(out);
    return whole || cut ? OK : ERR_IO;
}

static void say_why(str path, int reason)
{
    if (reason == ENOENT || reason == ECONNREFUSED)
        log_error("no server answers at %.*s; start one with status: %.*s in its configuration, or name its "
                  "configuration with -c",
                  STR_ARG(path), STR_ARG(path));
    else if (reason == EAGAIN || reason == EWOULDBLOCK)
        log_error("the server at %.*s did not answer within %d s", STR_ARG(path), PATIENCE_S);
    else
        log_error("%.*s cannot be queried: %s", STR_ARG(path), strerror(reason));
}

static enum err ask_until_answered(str path, str question, struct buf *out)
{
    for (int i = 0; i < TRIES; i++) {
        if (ask(path, question, out) != OK) {
            say_why(path, errno);
            return ERR_IO;
        }
        if (out->n)
            return OK;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
    }
    log_error("the server at %.*s gave no answer", STR_ARG(path));
    return ERR_IO;
}

/* REDRAW: on a terminal, from its upper left corner, so that nothing flickers while the answer is on its way. */
static enum err print_report(str path, str question, bool redraw)
{
    static const str corner = STR_INIT("\033[H\033[J");
    struct buf report;
    buf_init(&report, REPORT_MAX);
    enum err err = ask_until_answered(path, question, &report);
    if (err == OK && redraw)
        err = output_stdout(corner);
    if (err == OK)
        err = output_stdout(buf_str(&report));
    buf_finish(&report);
    return err;
}

static int run(const struct invocation *in)
{
    static const str questions[] = {STR_INIT("text\n"), STR_INIT("json\n"), STR_INIT("prometheus\n")};
    const struct status_flags *flags = in->flags;
    bool redraw = flags->watch && isatty(STDOUT_FILENO);
    str path;
    if (find_socket(in, &path) != OK)
        return EXIT_FAILED;
    enum err err = print_report(path, questions[flags->format], redraw);
    while (err == OK && flags->watch) {
        nanosleep(&(struct timespec){.tv_sec = WATCH_S}, NULL);
        err = print_report(path, questions[flags->format], redraw);
    }
    return err == OK ? EXIT_WORKED : EXIT_FAILED;
}

const struct command command_status = {
    .title = "splashdown status",
    .operands = "",
    .summary = "Reports what a running server has done: requests, times, limits, certificates.",
    .details = "Asks at " CONFIG_STATUS_PATH ", or where the configuration says.\n",
    .options = status_options,
    .option_count = sizeof status_options / sizeof *status_options,
    .flags_size = sizeof(struct status_flags),
    .run = run,
};
