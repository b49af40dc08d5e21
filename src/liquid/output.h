#ifndef LIQUID_OUTPUT_H
#define LIQUID_OUTPUT_H

#include "base/arena.h"
#include "base/buf.h"

/* Text being written, each line of which carries the author's line of its first byte. Owns its bytes. */
struct output {
    struct arena *arena; /* holds the lines */
    struct buf text;
    int *lines;
    size_t count, capacity;
    bool fresh; /* the next text begins a new line */
};

/* The origin of text: LINE for all of it, or LINES[0], LINES[1]… for one line after the other. */
struct origin {
    const int *lines; /* NULL: LINE for all */
    size_t count;
    int line;
};

void output_init(struct output *, struct arena *, size_t max);
void output_finish(struct output *);
bool output_put(struct output *, str, struct origin); /* false beyond the maximum: nothing is written */
str output_text(const struct output *);               /* borrowed until the next change */
str output_last_line(const struct output *);          /* the text on the line being written */

#endif
