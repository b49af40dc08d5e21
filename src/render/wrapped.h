#ifndef RENDER_WRAPPED_H
#define RENDER_WRAPPED_H

#include "render/link_list.h"

/* Lines of at most WIDTH display columns: of a Gopher menu, or of plain text. */
enum { WRAPPED_NESTING_MAX = 16, WRAPPED_ASCII_MAX = 200 };

struct wrapped {
    struct buf *out;
    enum err err; /* the first that happened */
    struct arena *arena;
    bool menu;
    int width;       /* columns */
    str first, rest; /* before the next line (a bullet), and before all others (an indent) */
    bool any, gap;   /* a line has been written; a blank one is to come before the next */
    str gap_prefix;  /* of the blank line: what was around the block that asked for it */
};

void wrapped_gap(struct wrapped *);
/* TEXT, whose LFs are hard breaks. */
void wrapped_text(struct wrapped *, str text);
/* TEXT above a rule of the same width. */
void wrapped_heading(struct wrapped *, int level, str text);
/* Lines that keep their spaces; what is too wide goes on behind a backslash. */
void wrapped_code(struct wrapped *, str lines);
/* One line as it is, however wide. */
void wrapped_line(struct wrapped *, str line);
/* A link: an item of a menu; in plain text "[2] address". */
void wrapped_link(struct wrapped *, const struct link_line *);

#endif
