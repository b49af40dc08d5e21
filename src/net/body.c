#include "net/body.h"

#include "base/beneath.h"

#include <errno.h>
#include <unistd.h>

void body_init(struct body *b, const struct response *response)
{
    *b = (struct body){.response = response,
                       .dot_stuff = response->body == BODY_FILE && response->dot_stuff,
                       .ended = response->body == BODY_NONE || response->body == BODY_JOB};
    if (response->body == BODY_FILE) {
        b->offset = response->start;
        b->ended = b->offset == response->length && !b->dot_stuff;
    }
}

bool body_has_ended(const struct body *b)
{
    return b->ended;
}

str body_in_memory(const struct body *b)
{
    if (b->ended || b->response->body != BODY_BLOB)
        return STR("");
    return str_from(blob_str(b->response->blob), (size_t)b->offset);
}

void body_skip(struct body *b, size_t n)
{
    b->offset += n;
    b->ended = body_in_memory(b).n == 0;
}

/* A blob is sent without a copy, unless a header goes before it. */
static void next_of_blob(struct body *b, struct buf *scratch, str *piece)
{
    str part = str_first(body_in_memory(b), scratch->max - scratch->n);
    body_skip(b, part.n);
    *piece = part;
    if (scratch->n == 0)
        return;
    buf_put(scratch, part);
    *piece = buf_str(scratch);
}

static void took(struct body *b, struct buf *out, size_t n)
{
    out->n += n;
    b->offset += n;
}

/* Appends N bytes of the file. */
static enum body_step read_file(struct body *b, struct buf *out, size_t n, bool patient)
{
    if (buf_reserve(out, n) != OK)
        return BODY_BROKEN;
    if (!patient && !beneath_read_now(b->response->fd, b->offset, out->p + out->n, n))
        return BODY_WAITS;
    if (!patient) {
        took(b, out, n);
        return BODY_GIVEN;
    }
    while (n > 0) {
        ssize_t got = pread(b->response->fd, out->p + out->n, n, (off_t)b->offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return BODY_BROKEN;
        took(b, out, (size_t)got);
        n -= (size_t)got;
    }
    return BODY_GIVEN;
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
        /* The CR of a CRLF is written again with its LF; a lone one would end the line for some clients. */
        if (c != '\r')
            buf_put_char(out, c);
        b->in_line = c != '\n' && (c != '\r' || b->in_line);
    }
}

/* Stuffing at most doubles its input, and the end needs five bytes. */
static enum body_step next_stuffed(struct body *b, struct buf *scratch, bool patient)
{
    enum { END = 5 };
    char memory[16 * 1024];
    struct buf raw = {.p = memory, .capacity = sizeof memory, .max = sizeof memory};
    size_t room = (scratch->max - scratch->n - END) / 2;
    size_t n = at_most(b->response->length - b->offset, room < sizeof memory ? room : sizeof memory);
    enum body_step step = n ? read_file(b, &raw, n, patient) : BODY_GIVEN;
    if (step != BODY_GIVEN)
        return step;
    stuff(b, buf_str(&raw), scratch);
    b->ended = b->offset == b->response->length;
    if (b->ended)
        buf_put(scratch, b->in_line ? STR("\r\n.\r\n") : STR(".\r\n"));
    return BODY_GIVEN;
}

static enum body_step next_of_file(struct body *b, struct buf *scratch, bool patient)
{
    if (b->dot_stuff)
        return next_stuffed(b, scratch, patient);
    size_t n = at_most(b->response->length - b->offset, scratch->max - scratch->n);
    enum body_step step = read_file(b, scratch, n, patient);
    b->ended = b->offset == b->response->length;
    return step;
}

enum body_step body_next(struct body *b, struct buf *scratch, str *piece, bool patient)
{
    enum body_step step = BODY_GIVEN;
    *piece = buf_str(scratch);
    if (b->ended)
        return step;
    switch (b->response->body) {
    case BODY_NONE:
    case BODY_JOB:
        break;
    case BODY_BLOB:
        next_of_blob(b, scratch, piece);
        break;
    case BODY_FILE:
        step = next_of_file(b, scratch, patient);
        *piece = buf_str(scratch);
        break;
    }
    return step;
}
