#ifndef MARKUP_HTML_TAG_H
#define MARKUP_HTML_TAG_H

#include "base/str.h"

/* The role of an HTML element in the tree. */
enum html_role {
    HTML_SPAN, /* inline: leaves only its content */
    HTML_EMPH,
    HTML_STRONG,
    HTML_CODE,
    HTML_STRIKE,
    HTML_MARKED, /* TREE_MARKED under its own name */
    HTML_QUOTATION,
    HTML_RUBY_TEXT,
    HTML_APART,   /* text in a drawing, a choice of several: separated from the text before it */
    HTML_CONTROL, /* TREE_SPAN under its own name until its paragraph has ended */
    HTML_LINK,
    HTML_IMAGE,
    HTML_BREAK,
    HTML_MEDIA,  /* a link to what it plays or frames */
    HTML_SOURCE, /* gives the address of the media element around it */
    HTML_DROP,   /* removed with its content */
    HTML_EMPTY,  /* removed; has no content */

    HTML_DIV, /* the first block role */
    HTML_PARAGRAPH,
    HTML_HEADING,
    HTML_PRE,
    HTML_BLOCKQUOTE,
    HTML_LIST,
    HTML_ITEM,
    HTML_DEFLIST,
    HTML_TERM,
    HTML_DETAIL,
    HTML_TABLE,
    HTML_SECTION, /* a group of a table's rows: leaves only its content */
    HTML_ROW,
    HTML_CELL,
    HTML_RULE
};

/* kramdown's way of reading the content of an element that says markdown="1". */
enum html_model { HTML_MODEL_RAW, HTML_MODEL_SPAN, HTML_MODEL_BLOCK };

struct html_tag {
    str name;
    enum html_role role;
    enum html_model model;
    bool is_void; /* has no content and no end tag */
    bool is_raw;  /* its content is not HTML up to its end tag: script, style */
};

const struct html_tag *html_tag_find(str name); /* ignores case; NULL for a name that HTML does not know */
/* True for elements that stand within a paragraph: their content is Markdown. */
bool html_tag_is_inline(const struct html_tag *);

#endif
