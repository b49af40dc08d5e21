#ifndef SITE_BLOCK_TAG_H
#define SITE_BLOCK_TAG_H

#include "site/tag_words.h"

/*
 * Tags that well-known plugins add to a generator's own (Octopress', jekyll-gist, jekyll-youtube…), as the HTML and
 * Markdown that says the same: one table from a name to what its words mean, for every generator. A row is all that
 * another tag takes.
 */
struct block_tag_text {
    str before, after; /* what is written around the content */
    bool code;         /* the content is code */
    str language;      /* of the code; may be empty */
    str file;          /* whose text is the content, below the folder of code; empty: none is read */
    bool pulled;       /* "{"" and ""}" in the content mark what is pulled out, and are no text */
};

enum block_tag_content {
    BLOCK_TAG_ALONE,   /* stands for itself */
    BLOCK_TAG_AROUND,  /* has content up to its end */
    BLOCK_TAG_PERHAPS, /* has content where an end follows */
};

struct block_tag {
    str name;
    enum block_tag_content content;
    bool (*write)(const struct block_tag *, const struct tag_words *, struct arena *, struct block_tag_text *);
    str address, label; /* of what is elsewhere: the address without the id that the tag names */
};

const struct block_tag *block_tag_find(str name); /* NULL: not known */
const struct block_tag *block_tags(size_t *count);

/* False: the tag does not say what it shows. */
bool block_tag_write(const struct block_tag *, const struct tag_words *, struct arena *, struct block_tag_text *);

#endif
