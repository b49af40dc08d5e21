#ifndef MARKUP_LINES_H
#define MARKUP_LINES_H

#include "base/arena.h"
#include "base/mapped.h"

enum { LINE_MAX_BYTES = (1 << 28) - 1 };

/* One line within its containers, without LF. The part of it that a container takes (a quote's mark, an indent) is
 * taken off in place: it is not needed again. */
struct line {
    const char *p;
    int number;          /* of the author's file; 0: unknown */
    unsigned n : 28;     /* bytes */
    unsigned pad : 2;    /* columns before P, left of a tab that a container took only in part */
    unsigned column : 2; /* the column of P in the author's line, modulo the width of a tab */
};

/* IN split at its LFs; the lines live in ARENA and borrow IN. */
struct line *lines_of(struct mapped in, size_t *count, struct arena *arena);
/* The same for TEXT that begins in line NUMBER of the author's file. */
struct line *lines_of_text(str text, int number, size_t *count, struct arena *);
/* The lines as one text, with an LF between them; borrowed where they already follow one another. */
str lines_join(const struct line *lines, size_t count, struct arena *arena);

str line_text(const struct line *);            /* from P on */
bool line_blank(const struct line *);          /* white space only */
int line_indent(const struct line *);          /* columns of white space at its beginning */
str line_content(const struct line *);         /* without white space at its beginning */
str line_trimmed(const struct line *);         /* without white space at either end */
void line_outdent(struct line *, int columns); /* takes off at most COLUMNS of white space */
void line_take(struct line *, size_t bytes); /* takes off BYTES of its text, which has no pad and begins without tabs */

#endif
