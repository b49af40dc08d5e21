#include "net/body.h"

#include <errno.h>
#include <unistd.h>

void body_init(struct body *b, const struct response *response)
{
    *b = (struct body){.response = response,
                       .dot_stuff = response->body == BODY_FILE && response->dot_stuff,
                       .ended = response->body == BODY_NONE || response->body == BODY_JOB};
    if (response->body == BODY_FILE && response->length == 0 && !b->dot_stuff)
        b->ended = true;
}

bool body_has_ended(const struct body *b)
{
    return b->ended;
}

/* A blob is sent from where it lies, unless a header goes before it. */
static bool next_of_blob(struct body *b, struct buf *scratch, str *piece)
{
    str rest = str_from(blob_str(b->response->blob), (size_t)b->offset);
    str part = str_first(rest, scratch->max - scratch->n);
    b->offset += part.n;
    b->ended = part.n == rest.n;
    *piece = part;
    if (scratch->n == 0)
        return true;
    buf_put(scratch, part);
    *piece = buf_str(scratch);
    return true;
}

/* Appends N bytes of the file. */
static bool read_file(struct body *b, struct buf *out, size_t n)
{
    if (buf_reserve(out, n) != OK)
        return false;
    while (n > 0) {
        ssize_t got = pread(b->response->fd, out->p + out->n, n, (off_t)b->offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out->n += (size_t)got;
        b->offset += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

static size_t at_most(uint64_t left, size_t room)
{
    return left < room ? (size_t)left : room;
}

size_t body_reads(const struct body *b, size_t max, uint64_t *offset)
{
    if (b->ended || b->response->body != BODY_FILE)
        return 0;
    *offset = b->offset;
    return at_most(b->response->length - b->offset, max);
}

static void stuff(struct body *b, str in, struct buf *out)
{
    for (size_t i = 0; i < in.n; i++) {
        char c = in.p[i];
        if (c == '\n')
            buf_put_char(out, '\r');
        else if (c == '.' && !b->in_line)
            buf_put_char(out, '.');
        /* CR of a CRLF comes back with its LF; one that stands alone would end the line for some clients. */
        if (c != '\r')
            buf_put_char(out, c);
        b->in_line = c != '\n' && (c != '\r' || b->in_line);
    }
}

/* Stuffing at most doubles what it is given, and the end needs five bytes. */
static bool next_stuffed(struct body *b, struct buf *scratch)
{
    enum { END = 5 };
    char memory[16 * 1024];
    struct buf raw = {.p = memory, .capacity = sizeof memory, .max = sizeof memory};
    size_t room = (scratch->max - scratch->n - END) / 2;
    size_t n = at_most(b->response->length - b->offset, room < sizeof memory ? room : sizeof memory);
    if (!read_file(b, &raw, n))
        return false;
    stuff(b, buf_str(&raw), scratch);
    b->ended = b->offset == b->response->length;
    if (b->ended)
        buf_put(scratch, b->in_line ? STR("\r\n.\r\n") : STR(".\r\n"));
    return true;
}

static bool next_of_file(struct body *b, struct buf *scratch, str *piece)
{
    bool able = true;
    if (b->dot_stuff) {
        able = next_stuffed(b, scratch);
    } else {
        able = read_file(b, scratch, at_most(b->response->length - b->offset, scratch->max - scratch->n));
        b->ended = b->offset == b->response->length;
    }
    *piece = buf_str(scratch);
    return able;
}

bool body_next(struct body *b, struct buf *scratch, str *piece)
{
    *piece = buf_str(scratch);
    if (b->ended)
        return true;
    switch (b->response->body) {
    case BODY_NONE:
    case BODY_JOB:
        return true;
    case BODY_BLOB:
        return next_of_blob(b, scratch, piece);
    case BODY_FILE:
        return next_of_file(b, scratch, piece);
    }
    return false;
}
