#ifndef NET_BODY_H
#define NET_BODY_H

#include "answer/answer.h"

/* The body of a response, piece by piece: never more of it in memory than one piece. */
struct body {
    const struct response *response; /* borrowed */
    uint64_t offset;                 /* what was handed out of it */
    bool dot_stuff;                  /* lines end in CRLF, dots at their start are doubled, "." ends the text */
    bool in_line;                    /* of dot_stuff: the last byte was no line end */
    bool ended;
};

void body_init(struct body *, const struct response *);
enum body_step {
    BODY_GIVEN,
    BODY_WAITS, /* a disk would have to be waited for; nothing was taken */
    BODY_BROKEN /* the file is shorter than it was, or cannot be read */
};

/* The next piece: what SCRATCH holds already (a header) and as much of the body as its maximum allows. Borrowed from
 * SCRATCH or the response. PATIENT: a disk may be waited for. */
enum body_step body_next(struct body *, struct buf *scratch, str *piece, bool patient);
/* How many bytes of a file, from *OFFSET on, the next piece of at most MAX bytes may read; 0: none. */
size_t body_reads(const struct body *, size_t max, uint64_t *offset);
/* What is left of a body that lies in memory; empty for any other. Some of it may be sent without body_next. */
str body_in_memory(const struct body *);
void body_skip(struct body *, size_t n);
bool body_has_ended(const struct body *); /* there is no further piece */

#endif
