#ifndef RENDER_GEMTEXT_LINE_H
#define RENDER_GEMTEXT_LINE_H

#include "base/buf.h"

/* Gemtext line by line: blank lines only between lines, never two, and ">" for a gap within a quote. */
enum gemtext_gap { GAP_NONE, GAP_IN_QUOTE, GAP_BLANK };

struct gemtext_lines {
    struct buf *out;
    enum err err;         /* the first that happened */
    enum gemtext_gap gap; /* asked for before the next line */
    bool any;             /* a line has been written */
    bool quoted;          /* the line before is of a quote */
};

void gemtext_gap(struct gemtext_lines *, enum gemtext_gap);
/* One line. PREFIX says what it is ("* "); with "" TEXT is a paragraph, and defused where it begins as another. */
void gemtext_line(struct gemtext_lines *, str prefix, str text);
/* "=> ADDRESS LABEL". */
void gemtext_link(struct gemtext_lines *, str address, str label);
/* TEXT, any lines, between toggles; ALT after the first. */
void gemtext_fence(struct gemtext_lines *, str alt, str text);

/* The author's own gemtext (valid UTF-8, LF), as it is but for what would steer a terminal. */
enum err gemtext_put_verbatim(struct buf *out, str source);

#endif
