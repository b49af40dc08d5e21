#ifndef MARKUP_BLOCK_H
#define MARKUP_BLOCK_H

#include "markup/parser.h"

struct html_index;

/* A run of lines that becomes the children of one node. */
struct blocks {
    struct line *lines;
    size_t count, at;
    cmark_node *parent;
    int depth;               /* number of containers around it */
    bool top;                /* its blocks are the document's own */
    bool spaced;             /* a blank line stands between two of its blocks */
    bool after_blank;        /* of the block that comes next */
    bool drop_list;          /* it stands for something else, as "{:toc}" before it said */
    bool no_math_end;        /* no "$$" from here on */
    bool no_code_end;        /* no end of code of WordPress from here on */
    bool no_extension_end;   /* no "{:/}" from here on */
    size_t no_table;         /* no table begins before this line */
    size_t unclosed[2];      /* a fence of this many backticks, tildes is not closed from here on; 0: not known */
    size_t unclosed_item[2]; /* the same for code in items */
    struct html_index *html; /* its elements and their ends; made at the first element */
};

/* Parses all lines. The lines of B are used up. */
void blocks_parse(struct parser *, struct blocks *);
/* The same for LINES as children of PARENT, DEPTH containers deep. True when a blank line stands between two blocks. */
bool blocks_parse_lines(struct parser *, struct line *lines, size_t count, cmark_node *parent, int depth);

/* Does line I end a paragraph that stands before it? */
bool blocks_interrupt(struct parser *, struct blocks *, size_t i);

/*
 * Each parses one kind of block from the lines at b->at on, or returns false having changed nothing. The first of these
 * lines is not blank, and its first character is one that the block may begin with.
 */
bool block_indented_code(struct parser *, struct blocks *);
bool block_fence(struct parser *, struct blocks *);
bool block_heading(struct parser *, struct blocks *);
bool block_rule(struct parser *, struct blocks *);
bool block_quote(struct parser *, struct blocks *);
bool block_list(struct parser *, struct blocks *);
bool block_table(struct parser *, struct blocks *);
bool block_html(struct parser *, struct blocks *);
bool block_math(struct parser *, struct blocks *);
/* Takes the lines up to END, which closes a formula that begins here; at the count of lines, or before more text in its
 * line, it is none. */
bool block_math_take(struct parser *, struct blocks *, size_t end);
bool block_caption(struct parser *, struct blocks *);
bool block_shortcode(struct parser *, struct blocks *);
bool block_math_brackets(struct parser *, struct blocks *);
bool block_footnote(struct parser *, struct blocks *);
bool block_link_definition(struct parser *, struct blocks *);
bool block_abbreviation(struct parser *, struct blocks *);
bool block_extension(struct parser *, struct blocks *);
bool block_paragraph(struct parser *, struct blocks *); /* never false; also setext headings and definition lists */

/* Adds lines FROM up to TO (exclusive) as code; NUMBER: the author's line that the node belongs to. */
cmark_node *code_add(struct parser *, struct blocks *, size_t from, size_t to, int number);
/* Does a formula of several lines begin in line I, which ends a paragraph before it? */
bool math_interrupts(struct blocks *, size_t i);
/* Does a caption, another shortcode of WordPress, or a formula begin in line I, which ends a paragraph before it? */
bool caption_interrupts(const struct blocks *, size_t i);
bool shortcode_interrupts(const struct blocks *, size_t i);
bool math_brackets_interrupt(struct parser *, struct blocks *, size_t i);
/* The line after the fenced code that begins in line I, or 0 when none begins there. */
size_t fence_end(struct blocks *, size_t i);
/* The number of lines of the table that begins in line I; 0: none. AFTER_PARAGRAPH: a paragraph stands right before
 * it, so that only a header row and its delimiter row count. */
size_t table_span(struct blocks *, size_t i, bool after_paragraph);
/* The terms are the lines from FIRST up to LAST (exclusive); their definitions begin at b->at. */
void block_deflist(struct parser *, struct blocks *, size_t first, size_t last);

#endif
