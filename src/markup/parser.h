#ifndef MARKUP_PARSER_H
#define MARKUP_PARSER_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/strmap.h"
#include "markup/lines.h"
#include "markup/options.h"
#include "markup/tree.h"

/*
 * The parser, which turns a text into a tree:
 *   1. block_*: lines become blocks; the text within a paragraph, a heading or a cell waits as a leaf
 *   2. inline_scan: the leaves become one CommonMark document of paragraphs, with everything that only kramdown or
 *      HTML knows hidden behind marks
 *   3. cmark parses it, once, so that each leaf sees all link definitions
 *   4. inline_*: the marks become nodes, and the inlines move to where their leaf waits
 *   5. footnotes are numbered, soft breaks settled
 */
enum { DEPTH_MAX = 32 }; /* blocks within blocks; deeper ones are plain text */

/* A place in a leaf's paragraph from which on its lines are the author's, one by one, up to the next such place. */
struct leaf_place {
    int line, column; /* in the paragraph, from 0 */
    size_t at;        /* index of the author's line */
};

/* Inline text that waits to be parsed, and the node that it belongs to. */
struct leaf {
    cmark_node *node;
    const struct line *lines;
    size_t count;
    int first, last;           /* its lines in the document that cmark parses */
    struct leaf_place *places; /* in order; only if diagnostics are wanted */
    size_t place_count;
    bool plain;  /* has its nodes already, without CommonMark */
    bool marked; /* has marks */
    bool ends_excerpt;
};

struct footnote {
    str label;
    cmark_node *node; /* TREE_FOOTNOTE, with its blocks */
    int line;
    int number, references;
};

struct abbreviation {
    str word, meaning;
};

struct inline_mark;
struct abbreviation_index;

struct parser {
    struct arena *arena;
    struct diag *diag;
    const struct markdown_options *options;
    struct tree_memory *outer; /* the memory in use before and after the parse */
    cmark_node *root;
    cmark_node *dropped; /* parent of nodes that are not shown, until the leaves in them are parsed */

    struct leaf *leaves;
    size_t leaf_count, leaf_capacity;

    str *definitions; /* definitions of links, as CommonMark */
    size_t definition_count, definition_capacity;
    struct strmap link_labels; /* 1 for each defined label */

    cmark_node *notes;       /* TREE_NOTES, of all TREE_FOOTNOTE in the order of the text */
    cmark_node *notes_place; /* an empty paragraph where "{:footnotes}" wants them; NULL: at the end */
    struct footnote *footnotes;
    size_t footnote_count, footnote_capacity;
    struct strmap footnote_labels; /* index + 1 */

    struct abbreviation *abbreviations;
    size_t abbreviation_count, abbreviation_capacity;
    struct abbreviation_index *abbreviation_index; /* made when the first text is searched for words; NULL: not yet */

    struct inline_mark *marks;
    size_t mark_count, mark_capacity;

    struct buf literal; /* text of the node being made */
};

/* Adds a leaf: the text of LINES, which must outlive the parse, waits to become NODE's children. */
void parser_add_leaf(struct parser *, cmark_node *, const struct line *lines, size_t count);
/* The same for part of one line. */
void parser_add_text(struct parser *, cmark_node *, str text, int line);

/* A new node of TYPE as the last child of PARENT. With a diag, its note, of kind TREE_NONE, holds the author's line. */
cmark_node *parser_add_node(struct parser *, cmark_node *parent, cmark_node_type, int line);
/* The same for a node of tree.h. */
cmark_node *parser_add_tree(struct parser *, cmark_node *parent, enum tree_kind, int line, struct tree_note **note);

/* A TEXT node of TEXT, whatever that was decoded from: on one line, without control characters. */
cmark_node *parser_text(struct parser *, str text);

/* LABEL of a link definition in the form in which labels are compared: ASCII in lower case, white space collapsed. */
str link_label(str label, struct arena *);

/* Takes NODE out of the tree. Leaves may still be waiting below it. */
void parser_drop(struct parser *, cmark_node *);

void parser_tell(struct parser *parser, enum severity, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
