#ifndef HEXO_EXPANSION_H
#define HEXO_EXPANSION_H

#include "base/strmap.h"
#include "hexo/literal.h"
#include "hexo/template_out.h"
#include "hexo/template_scope.h"

enum { EXPANSION_NESTED_MAX = 32 };

/* A text whose tags are being expanded: what has been read, what has been written, which tags are open. */
struct expansion {
    const struct template_scope *scope;
    str text;
    size_t at;
    int line;
    struct literal literal;
    struct template_out out;
    struct arena *scratch;                  /* of one value */
    struct strmap ends;                     /* "end" tags of a name that are still to come; 0: all have been passed */
    size_t tags_end;                        /* offset of the last "%}"; 0: there is none */
    bool in_code, comments_over, raws_over; /* no "#}", "endraw" comes any more */
    struct {
        str name, after;
        int line;
    } open[EXPANSION_NESTED_MAX];
    size_t depth;
    bool too_deep; /* a tag has not been opened, so that an end may be its own */
};

str expansion_rest(const struct expansion *);
void expansion_copy(struct expansion *, size_t n); /* the next N bytes go out unchanged */
void expansion_pass(struct expansion *, size_t n); /* nothing of the next N bytes goes out */
void expansion_put(struct expansion *, str text, int line);
void expansion_end_line(struct expansion *); /* unless it has ended */

/* Counts the ends, so that a tag knows whether it is one of a pair. */
void expansion_count_ends(struct expansion *);
/* The bytes up to the end of NAME; *INNER is what stands before it. COUNTED: the ends on the way, which are among those
 * counted, are none that is still to come. Returns 0 where none follows, though marks may have been read as one. */
size_t expansion_span_to_end(struct expansion *, str name, bool counted, str *inner);

#endif
