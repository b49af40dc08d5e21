#ifndef CONTENT_DOCUMENT_H
#define CONTENT_DOCUMENT_H

#include "base/effort.h"
#include "base/err.h"
#include "markup/tree.h"
#include "site/page.h"
#include "site/uses.h"

/* One page's source and parsed tree, the input of renderers. Lives in the arena it was opened in. */
struct document {
    const struct page *page;
    str source;       /* of FORMAT_GEMTEXT: the body after the front matter, valid UTF-8, LF; else empty */
    int first_line;   /* of SOURCE in the author's file */
    cmark_node *root; /* CMARK_NODE_DOCUMENT; for every format but FORMAT_GEMTEXT, where it is NULL */
    str title;        /* the title that the page shows: rule 1 of conversion; may be empty for an untitled page */
    /* The excerpt by Jekyll's rules: the author's own text, or all nodes before EXCERPT_END. */
    str excerpt;             /* plain text */
    cmark_node *excerpt_end; /* child of ROOT; NULL: the excerpt is the whole document */
    bool cut;                /* it took more than a page may: the rest is left out */
    cmark_node *cut_note; /* a paragraph of ROOT without words, for the renderer's note about that; NULL: the document
                             is whole */
    cmark_node *picture;  /* a paragraph of ROOT: what the post is shown with besides its text; NULL: nothing */
    struct uses *uses;    /* its dependencies besides its file */
};

/* Reads PAGE below ROOT and parses it. DIAG (may be NULL) gets, by the author's own line, what readers will not see
 * as it was meant. A leading h1 equal to the title is not in the tree. */
enum err document_open(int root, const struct page *, struct arena *, struct diag *, const struct document **out);

/* The same for what is the same on every day: see site/today.h. */
enum err document_open_for_feed(int root, const struct page *, struct arena *, struct diag *,
                                const struct document **out);

/* The same within the bounds of EFFORT, which holds what it took. ERR_LIMIT also when its time is up. */
enum err document_open_within(int root, const struct page *, struct effort *, struct arena *, struct diag *,
                              const struct document **out);

/* The same from SOURCE, a whole file with its front matter. */
enum err document_parse(str source, const struct page *, int root, struct arena *, struct diag *,
                        const struct document **out);

/* Writes to the log that DOCUMENT is cut, once for each version of its file. */
void document_tell_cut(const struct document *);

#endif
