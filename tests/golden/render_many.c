/* Many runs of `splashdown render --to FORMAT -` in one process, so that tests pay for one start.
 *
 * usage: render_many [CPU-SECONDS]
 *
 * A request on standard input is a line "FORMAT BYTES" and that many bytes of source; the format "cmark" asks for
 * cmark's own HTML. The answer on standard output is a line "EXIT-CODE CPU-MICROSECONDS BYTES BYTES", what the command
 * wrote to standard output, and what it said. Standard error has to be a file that can be read: it holds what is said
 * of the present request alone, so whoever finds this process dead reads the reason there. CPU-SECONDS bounds each
 * request, by SIGXCPU.
 */
#include "cli/commands.h"
#include "cli/usage.h"

#include <cmark.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static const int64_t second = 1000000;

struct request {
    char format[16];
    char *source;
    size_t n;
};

static void give_up(const char *what)
{
    perror(what);
    exit(EXIT_USAGE);
}

static void check(bool worked, const char *what)
{
    if (!worked)
        give_up(what);
}

/* False at the end of the requests. */
static bool read_request(FILE *from, struct request *r)
{
    int fields = fscanf(from, "%15s %zu", r->format, &r->n);
    if (fields == EOF)
        return false;
    check(fields == 2 && getc(from) == '\n', "render_many: no request");
    r->source = malloc(r->n + 1);
    check(r->source && fread(r->source, 1, r->n, from) == r->n, "render_many: half a request");
    return true;
}

static void write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t written = write(fd, p, n);
        check(written > 0, "render_many: cannot write");
        p += written;
        n -= (size_t)written;
    }
}

/* Makes the file behind FD empty and DESCRIPTOR a name of it. */
static void put_empty_at(int descriptor, int fd)
{
    check(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0 && dup2(fd, descriptor) >= 0,
          "render_many: a scratch file");
}

static void write_commonmark(const struct request *r)
{
    char *html = cmark_markdown_to_html(r->source, r->n, CMARK_OPT_UNSAFE);
    write_all(STDOUT_FILENO, html, strlen(html));
    free(html);
}

static int answer_request(struct request *r)
{
    if (strcmp(r->format, "cmark") == 0) {
        write_commonmark(r);
        return EXIT_WORKED;
    }
    char to[] = "--to", standard_input[] = "-";
    char *const arguments[] = {to, r->format, standard_input, NULL};
    return command_main(&command_render, arguments);
}

/* Microseconds of CPU that this process has used. */
static int64_t cpu_used(void)
{
    struct timespec t;
    check(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) == 0, "render_many: no clock");
    return t.tv_sec * second + t.tv_nsec / 1000;
}

static void limit_cpu(long seconds)
{
    struct rlimit limit;
    check(getrlimit(RLIMIT_CPU, &limit) == 0, "render_many: RLIMIT_CPU");
    limit.rlim_cur = (rlim_t)(cpu_used() / second + 1 + seconds);
    check(setrlimit(RLIMIT_CPU, &limit) == 0, "render_many: RLIMIT_CPU");
}

static void append_file(FILE *to, int fd, size_t n)
{
    char piece[65536];
    check(lseek(fd, 0, SEEK_SET) == 0, "render_many: a scratch file");
    while (n) {
        ssize_t got = read(fd, piece, n < sizeof piece ? n : sizeof piece);
        check(got > 0, "render_many: a scratch file");
        fwrite(piece, 1, (size_t)got, to);
        n -= (size_t)got;
    }
}

static size_t size_of(int fd)
{
    off_t end = lseek(fd, 0, SEEK_END);
    check(end >= 0, "render_many: a scratch file");
    return (size_t)end;
}

static int scratch_file(void)
{
    FILE *file = tmpfile();
    check(file != NULL, "render_many: no scratch file");
    return fileno(file);
}

/* The three standard descriptors become files that belong to this request alone. */
static int run_request(struct request *r, int in, int out)
{
    put_empty_at(STDIN_FILENO, in);
    put_empty_at(STDOUT_FILENO, out);
    put_empty_at(STDERR_FILENO, STDERR_FILENO);
    write_all(in, r->source, r->n);
    check(lseek(in, 0, SEEK_SET) == 0, "render_many: a scratch file");
    int code = answer_request(r);
    fflush(stdout);
    fflush(stderr);
    return code;
}

static void write_answer(FILE *to, int code, int64_t used, int out)
{
    size_t wrote = size_of(out), said = size_of(STDERR_FILENO);
    fprintf(to, "%d %" PRId64 " %zu %zu\n", code, used, wrote, said);
    append_file(to, out, wrote);
    append_file(to, STDERR_FILENO, said);
    check(fflush(to) == 0, "render_many: cannot answer");
}

int main(int argc, char **argv)
{
    long seconds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    FILE *requests = fdopen(dup(STDIN_FILENO), "rb"), *answers = fdopen(dup(STDOUT_FILENO), "wb");
    check(requests && answers, "render_many: no streams");
    int in = scratch_file(), out = scratch_file();
    struct request r;
    while (read_request(requests, &r)) {
        if (seconds)
            limit_cpu(seconds);
        int64_t before = cpu_used();
        int code = run_request(&r, in, out);
        write_answer(answers, code, cpu_used() - before, out);
        free(r.source);
    }
    put_empty_at(STDERR_FILENO, STDERR_FILENO);
    return EXIT_WORKED;
}
