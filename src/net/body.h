#ifndef NET_BODY_H
#define NET_BODY_H

#include "answer/answer.h"

/* The body of a response, piece by piece: at most one piece of it is in memory. */
struct body {
    const struct response *response; /* borrowed */
    uint64_t offset;                 /* of the next byte that is handed out */
    bool dot_stuff;                  /* lines end in CRLF, dots at their start are doubled, "." ends the text */
    bool in_line;                    /* for dot_stuff: the last byte did not end a line */
    bool ended;
};

void body_init(struct body *, const struct response *);
enum body_step {
    BODY_GIVEN,
    BODY_WAITS, /* reading would have to wait for a disk; nothing was taken */
    BODY_BROKEN /* the file is shorter than it was, or cannot be read */
};

/*
 * The next piece: the present content of SCRATCH (a header) and as much of the body as its maximum allows. Borrowed
 * from SCRATCH or the response. PATIENT: it may wait for a disk.
 */
enum body_step body_next(struct body *, struct buf *scratch, str *piece, bool patient);
/* The number of bytes of a file, from *OFFSET on, that the next piece of at most MAX bytes may read; 0: none. */
size_t body_reads(const struct body *, size_t max, uint64_t *offset);
/* The rest of a body that is in memory; empty for any other. Some of it may be sent without body_next. */
str body_in_memory(const struct body *);
void body_skip(struct body *, size_t n);
bool body_has_ended(const struct body *); /* there are no further pieces */

#endif
