#ifndef RENDER_GEMTEXT_LINE_H
#define RENDER_GEMTEXT_LINE_H

#include "base/buf.h"

/* A writer of gemtext, line by line: blank lines stand only between lines, never two in a row; a gap within a quote
 * is ">". */
enum gemtext_gap { GAP_NONE, GAP_IN_QUOTE, GAP_BLANK };

struct gemtext_lines {
    struct buf *out;
    enum err err;         /* the first that occurred */
    enum gemtext_gap gap; /* wanted before the next line */
    bool any;             /* a line has been written */
    bool quoted;          /* the last line belongs to a quote */
};

void gemtext_gap(struct gemtext_lines *, enum gemtext_gap);
/* Writes one line. PREFIX ("* ") gives its type; with "" TEXT is a paragraph, and gets a space before it where a
 * client would take it for another type. */
void gemtext_line(struct gemtext_lines *, str prefix, str text);
/* Writes "=> ADDRESS LABEL". */
void gemtext_link(struct gemtext_lines *, str address, str label);
/* Writes TEXT, any number of lines, between toggles; the first word of INFO, a language, follows the first. */
void gemtext_fence(struct gemtext_lines *, str info, str text);

/* Writes the author's own gemtext (valid UTF-8, LF) as it is, except for characters that would steer a terminal. */
enum err gemtext_put_verbatim(struct buf *out, str source);

#endif
