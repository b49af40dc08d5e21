#include "net/access_log.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/protocols.h"
#include "text/width.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES_MAX = 256 * 1024, SAY_MS = 60000, SAMPLE_MS = 1000, SAMPLES = 10 };

/* A character of the path that may stand in a log unchanged. Bytes that are not UTF-8 decode to U+FFFD. */
static bool is_harmless(uint32_t c)
{
    bool broken = c == 0xfffd;
    bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    bool reorders = (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return !broken && !control && !reorders && c != '"' && c != '\\';
}

/* PREFIX goes before the two digits of each byte. */
static void put_escaped(struct buf *out, str s, const char *prefix)
{
    static const char digits[] = "0123456789abcdef";
    while (s.n) {
        uint32_t c;
        size_t n = text_decode(s, &c);
        if (is_harmless(c)) {
            buf_put(out, str_first(s, n));
        } else {
            for (size_t i = 0; i < n; i++) {
                unsigned char byte = (unsigned char)s.p[i];
                buf_put(out, str_of(prefix));
                buf_put_char(out, digits[byte >> 4]);
                buf_put_char(out, digits[byte & 15]);
            }
        }
        s = str_from(s, n);
    }
}

/* False: the address is not to be written. */
static bool put_address(struct buf *out, const struct address *a, enum log_addresses how)
{
    switch (how) {
    case ADDRESS_HIDDEN:
        return false;
    case ADDRESS_SHORTENED: {
        struct address shortened = address_shortened(a);
        return address_put(out, &shortened) == OK;
    }
    case ADDRESS_FULL:
        return address_put(out, a) == OK;
    }
    return false;
}

/* What no web server's line has; tools that read such lines skip what follows the last field that they know. */
static void put_own_fields(struct buf *out, const struct access_line *line)
{
    buf_put_char(out, ' ');
    if (line->host.n)
        put_escaped(out, line->host, "\\x");
    else
        buf_put_char(out, '-');
    buf_printf(out, " %llu %s\n", (unsigned long long)line->milliseconds, line->cache ? line->cache : "-");
}

/* The format that web servers write and their tools read; Gemini's status takes the place of HTTP's. */
static void put_combined(struct buf *out, const struct access_line *line, enum log_addresses how)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct civil t = civil_from_seconds(line->time);
    if (!put_address(out, line->address, how))
        buf_put_char(out, '-');
    buf_printf(out, " - - [%02d/%.3s/%04d:%02d:%02d:%02d +0000] \"GET ", t.day, months + (size_t)(t.month - 1) * 3,
               t.year, t.hour, t.minute, t.second);
    if (line->path.n)
        put_escaped(out, line->path, "\\x");
    else
        buf_put_char(out, '-');
    buf_printf(out, " %s\" ", net_protocol_names[line->protocol]);
    if (line->status)
        buf_printf(out, "%d", line->status);
    else
        buf_put_char(out, '-');
    buf_printf(out, " %llu \"-\" \"", (unsigned long long)line->bytes);
    if (line->failure) {
        buf_printf(out, "handshake %s\"\n", line->failure);
        return;
    }
    buf_put(out, STR("-\""));
    put_own_fields(out, line);
}

static void put_json(struct buf *out, const struct access_line *line, enum log_addresses how)
{
    char time[MOMENT_TEXT];
    buf_printf(out, "{\"time\":\"%s\",", moment_rfc3339((struct moment){.seconds = line->time}, time));
    size_t before = out->n;
    buf_put(out, STR("\"address\":\""));
    if (put_address(out, line->address, how))
        buf_put(out, STR("\","));
    else
        buf_cut(out, before);
    buf_printf(out, "\"protocol\":\"%s\",", net_protocol_names[line->protocol]);
    if (line->failure) {
        buf_printf(out, "\"handshake\":\"%s\"}\n", line->failure);
        return;
    }
    if (line->host.n) {
        buf_put(out, STR("\"host\":\""));
        put_escaped(out, line->host, "\\u00");
        buf_put(out, STR("\","));
    }
    buf_put(out, STR("\"path\":\""));
    put_escaped(out, line->path, "\\u00");
    buf_put(out, STR("\","));
    if (line->status)
        buf_printf(out, "\"status\":%d,", line->status);
    buf_printf(out, "\"bytes\":%llu,\"milliseconds\":%llu", (unsigned long long)line->bytes,
               (unsigned long long)line->milliseconds);
    if (line->cache)
        buf_printf(out, ",\"cache\":\"%s\"", line->cache);
    buf_put(out, STR("}\n"));
}

void access_line_put(struct buf *out, const struct access_line *line, enum log_format format, enum log_addresses how)
{
    switch (format) {
    case ACCESS_COMBINED:
        put_combined(out, line, how);
        break;
    case ACCESS_JSON:
        put_json(out, line, how);
        break;
    }
}

static bool is_file(int fd)
{
    struct stat st;
    return fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

void access_log_init(struct access_log *log, const struct net_log *to)
{
    *log = (struct access_log){.to = *to, .is_file = is_file(to->fd)};
    buf_init(&log->lines, LINES_MAX);
}

void access_log_add(struct access_log *log, const struct access_line *line)
{
    if (log->to.fd < 0)
        return;
    struct buf *lines = &log->lines;
    size_t before = lines->n;
    access_line_put(lines, line, log->to.format, log->to.addresses);
    /* Half a line is worse than none. */
    if (lines->n < lines->max && lines->n > before && lines->p[lines->n - 1] == '\n')
        return;
    buf_cut(lines, before);
    log->dropped++;
}

bool access_log_samples(struct access_log *log, uint64_t now)
{
    if (now - log->sampled_at >= SAMPLE_MS) {
        log->sampled_at = now;
        log->sampled = 0;
    }
    return log->sampled++ < SAMPLES;
}

bool access_log_is_long(const struct access_log *log)
{
    return log->lines.n > LINES_MAX / 2;
}

/* A pipe that has room takes PIPE_BUF bytes at once, so that lines of several workers do not mix. */
static size_t whole_lines(str lines)
{
    str part = str_first(lines, PIPE_BUF);
    size_t last = str_find_last(part, '\n');
    if (last == STR_NONE)
        last = str_find_char(lines, '\n');
    return last == STR_NONE ? lines.n : last + 1;
}

static bool has_room(const struct access_log *log)
{
    struct pollfd to = {.fd = log->to.fd, .events = POLLOUT};
    return log->is_file || (poll(&to, 1, 0) == 1 && (to.revents & POLLOUT));
}

/* A full disk stays full for a while: that is not worth a line for each request. */
static void say_dropped(struct access_log *log)
{
    int64_t now = clock_monotonic();
    if (!log->dropped || log->lines.n || now < log->say_at)
        return;
    log_error("the access log lost %zu lines: nothing was reading them", log->dropped);
    log->dropped = 0;
    log->say_at = now + SAY_MS;
}

void access_log_flush(struct access_log *log)
{
    struct buf *lines = &log->lines;
    size_t done = 0;
    while (done < lines->n && has_room(log)) {
        str rest = str_from(buf_str(lines), done);
        size_t n = log->is_file ? rest.n : whole_lines(rest);
        ssize_t written = write(log->to.fd, rest.p, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            break;
        log->is_torn = written > 0 && rest.p[written - 1] != '\n';
        /* A full disk, or a reader that has gone: lines that cannot be written are not kept. */
        done += written < 0 ? n : (size_t)written;
        log->dropped += written < 0 ? str_count(str_first(rest, n), '\n') : 0;
    }
    buf_drop(lines, done);
    say_dropped(log);
}

void access_log_change(struct access_log *log, int fd)
{
    access_log_flush(log);
    if (log->is_torn && log->lines.n) {
        size_t end = str_find_char(buf_str(&log->lines), '\n');
        buf_drop(&log->lines, end == STR_NONE ? log->lines.n : end + 1);
        log->dropped++;
    }
    close(log->to.fd);
    log->to.fd = fd;
    log->is_file = is_file(fd);
    log->is_torn = false;
}

void access_log_finish(struct access_log *log)
{
    log->say_at = 0;
    access_log_flush(log);
    buf_finish(&log->lines);
}
