#include "server/subprocess.h"

#include "base/log.h"
#include "base/system.h"
#include "server/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The name that ps and top show. */
#define SUBPROCESS_NAME "splashdown-make"

static bool write_all(int fd, str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno != EINTR)
            return false;
        bytes = str_from(bytes, n > 0 ? (size_t)n : 0);
    }
    return true;
}

static _Noreturn void run_there(void (*work)(void *, struct buf *), void *context, bool sandbox, int fd)
{
    const struct sandbox_wanted wanted = {.kind = PROCESS_MAKER, .landlock = LANDLOCK_NONE, .checked = SANITIZED};
    struct buf out;
    system_name_process(SUBPROCESS_NAME);
    if (sandbox)
        sandbox_enter(&wanted);
    buf_init(&out, SUBPROCESS_BYTES_MAX);
    work(context, &out);
    bool written = write_all(fd, buf_str(&out));
    buf_finish(&out);
    /* Not exit(3): the buffers' content and the exit handlers are the parent's. */
    fflush(stderr);
    _exit(written ? 0 : 1);
}

static bool read_all(int fd, struct buf *out)
{
    char piece[65536];
    ssize_t n;
    do {
        n = read(fd, piece, sizeof piece);
        if (n > 0 && buf_put(out, (str){piece, (size_t)n}) != OK)
            return false;
    } while (n > 0 || (n < 0 && errno == EINTR));
    return n == 0;
}

static bool has_ended_well(pid_t pid)
{
    int status;
    pid_t ended;
    do
        ended = waitpid(pid, &status, 0);
    while (ended < 0 && errno == EINTR);
    return ended == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum err subprocess_run(void (*work)(void *, struct buf *), void *context, bool sandbox, struct buf *out)
{
    int ends[2];
    pid_t pid = -1;
    if (system_pipe(ends))
        pid = fork();
    if (pid == 0) {
        close(ends[0]);
        run_there(work, context, sandbox, ends[1]);
    }
    if (pid < 0) {
        log_error("a process that reads keys cannot be started: %s", strerror(errno));
        return ERR_IO;
    }
    close(ends[1]);
    bool came = read_all(ends[0], out);
    close(ends[0]);
    bool ended = has_ended_well(pid);
    if (!came || !ended)
        log_error("the process that reads keys has failed");
    return came && ended ? OK : ERR_IO;
}

void subprocess_put_number(struct buf *out, int64_t number)
{
    buf_put(out, (str){(const char *)&number, sizeof number});
}

void subprocess_put_text(struct buf *out, str text)
{
    subprocess_put_number(out, (int64_t)text.n);
    buf_put(out, text);
}

bool subprocess_get_number(str *rest, int64_t *number)
{
    if (rest->n < sizeof *number)
        return false;
    memcpy(number, rest->p, sizeof *number);
    *rest = str_from(*rest, sizeof *number);
    return true;
}

bool subprocess_get_text(str *rest, str *text)
{
    int64_t n;
    if (!subprocess_get_number(rest, &n) || n < 0 || (uint64_t)n > rest->n)
        return false;
    *text = str_first(*rest, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}
