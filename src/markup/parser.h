#ifndef MARKUP_PARSER_H
#define MARKUP_PARSER_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/strmap.h"
#include "markup/lines.h"
#include "markup/options.h"
#include "markup/tree.h"

/*
 * How a text becomes a tree:
 *   1. block_*: lines become blocks; the text within a paragraph, a heading or a cell waits as a leaf
 *   2. inline_scan: the leaves become one CommonMark document of paragraphs, what only kramdown or HTML knows hidden
 *      behind marks
 *   3. cmark parses it, once, so that each leaf sees all link definitions
 *   4. inline_*: the marks become nodes, the inlines move to where their leaf waits
 *   5. footnotes are numbered, soft breaks settled
 */
enum { DEPTH_MAX = 32 }; /* blocks within blocks; what is deeper is plain text */

/* From here on each line of a leaf's paragraph is one of the author's, up to the next of these. */
struct leaf_place {
    int line, column; /* of the paragraph, from 0 */
    size_t at;        /* index of the author's line */
};

/* Inline text that waits to be parsed, and the node that it belongs to. */
struct leaf {
    cmark_node *node;
    const struct line *lines;
    size_t count;
    int first, last;           /* its lines in the document that cmark parses */
    struct leaf_place *places; /* in order; only where somebody asks what is wrong */
    size_t place_count;
    bool plain;  /* needs no parser, and has its nodes */
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
    struct tree_memory *outer; /* in use before the parse, and after it */
    cmark_node *root;
    cmark_node *dropped; /* parent of what readers do not see, until the leaves in it are parsed */

    struct leaf *leaves;
    size_t leaf_count, leaf_capacity;

    str *definitions; /* of links, as CommonMark */
    size_t definition_count, definition_capacity;
    struct strmap link_labels; /* 1 for each that is defined */

    cmark_node *notes; /* TREE_NOTES, of all TREE_FOOTNOTE in the order of the text */
    struct footnote *footnotes;
    size_t footnote_count, footnote_capacity;
    struct strmap footnote_labels; /* index + 1 */

    struct abbreviation *abbreviations;
    size_t abbreviation_count, abbreviation_capacity;
    struct abbreviation_index *abbreviation_index; /* made when the first text is looked at; NULL: none */

    struct inline_mark *marks;
    size_t mark_count, mark_capacity;

    struct buf literal; /* of the node that is being made */
};

/* Says where TEXT waits; LINES must outlive the parse. */
void parser_add_leaf(struct parser *, cmark_node *, const struct line *lines, size_t count);
/* The same for part of one line. */
void parser_add_text(struct parser *, cmark_node *, str text, int line);

/* A new node of TYPE as last child of PARENT. Its note, of kind TREE_NONE, tells the author's line. */
cmark_node *parser_add_node(struct parser *, cmark_node *parent, cmark_node_type, int line);
/* The same for a node of tree.h. */
cmark_node *parser_add_tree(struct parser *, cmark_node *parent, enum tree_kind, int line, struct tree_note **note);

/* A TEXT node, whatever TEXT has been decoded from: on one line, without control characters. */
cmark_node *parser_text(struct parser *, str text);

/* LABEL of a link definition as two labels are compared: white space and ASCII case aside. */
str link_label(str label, struct arena *);

/* Takes NODE out of the tree. Leaves may still be waiting below it. */
void parser_drop(struct parser *, cmark_node *);

void parser_warn(struct parser *, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
