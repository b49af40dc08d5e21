#ifndef JEKYLL_OTHER_PAGE_H
#define JEKYLL_OTHER_PAGE_H

#include "base/strmap.h"
#include "data/frontmatter.h"
#include "jekyll/template_scope.h"

/*
 * The files of other pages, as far as Liquid asks for what struct page does not carry: each is read once in a run.
 * They need no record among the uses: a template sees other pages only through lists that are recorded with the
 * versions of all their files.
 */
struct other_pages {
    struct strmap at; /* 1 + index in ITEMS, by source */
    const struct frontmatter **items;
    size_t count, capacity;
};

/* The front matter and body of PAGE. NULL: its file cannot be read, or the bounds of the run are reached. */
const struct frontmatter *other_page_read(struct run *, const struct page *);

/* The text of PAGE as it is written, after its own Liquid, and the part of that before its excerpt separator. Nil: it
 * has none, or cannot be read. */
struct value other_page_source(struct run *, const struct page *);
struct value other_page_content(struct run *, const struct page *);
struct value other_page_excerpt(struct run *, const struct page *);

/* The same of a document of a collection, which need not be a page; it is what Liquid sees of it. */
struct value other_document_content(struct run *, const struct data *document);
struct value other_document_excerpt(struct run *, const struct data *document);

#endif
