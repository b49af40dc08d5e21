#ifndef RENDER_WRAPPED_H
#define RENDER_WRAPPED_H

#include "protocol/gopher.h"
#include "render/link_list.h"

/* Lines of at most WIDTH display columns: of a Gopher menu, or of plain text. */
enum { WRAPPED_NESTING_MAX = 16, WRAPPED_CODE_MAX = 200 };

struct wrapped {
    struct buf *out;
    enum err err; /* the first that occurred */
    struct arena *arena;
    bool menu;
    int width;       /* columns */
    str first, rest; /* prefix of the next line (a bullet), and of all later ones (an indent) */
    bool any, gap;   /* a line has been written; a blank one is due before the next */
    str gap_prefix;  /* of the blank line: the prefix around the block that asked for it */
};

void wrapped_gap(struct wrapped *);
/* Writes TEXT, whose LFs are hard breaks. */
void wrapped_text(struct wrapped *, str text);
/* Writes TEXT above a rule of the same width. */
void wrapped_heading(struct wrapped *, int level, str text);
/* Lines that keep their spaces. One that is wider than WRAPPED_CODE_MAX goes on behind a backslash; one with a
 * character of two columns does at WIDTH, since lynx would lose its end. */
void wrapped_code(struct wrapped *, str lines);
/* Writes one line as it is, however wide. */
void wrapped_line(struct wrapped *, str line);
/* Writes a link: an item of a menu; in plain text "[2] address". */
void wrapped_link(struct wrapped *, const struct link_line *);
/*
 * Writes an item of an author's menu as it is, if a line can hold it; else its display string goes on in lines of text
 * below, and an item that still has no room becomes its display string.
 */
void wrapped_item(struct wrapped *, const struct gopher_item *);

#endif
