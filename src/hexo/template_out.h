#ifndef HEXO_TEMPLATE_OUT_H
#define HEXO_TEMPLATE_OUT_H

#include "base/buf.h"
#include "base/mapped.h"

/* The text that a template becomes, each line of which knows the author's. */
struct template_out {
    struct buf text;
    struct arena *arena;
    int *lines;
    size_t count, capacity;
    bool within; /* the last line has begun */
};

void template_out_init(struct template_out *, size_t max, struct arena *);
void template_out_put(struct template_out *, str text, int line); /* all of it from LINE */
/* The same for the author's own text, which begins in *LINE; that is then where it ends. */
void template_out_copy(struct template_out *, str text, int *line);
struct mapped template_out_keep(struct template_out *);

#endif
