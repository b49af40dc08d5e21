#ifndef MARKUP_TREE_H
#define MARKUP_TREE_H

#include "markup/tree_memory.h"

/*
 * The one tree that all renderers walk: cmark's nodes, and CUSTOM nodes whose user_data is a struct tree_note.
 * Everything written in HTML, kramdown or Liquid has become nodes; HTML_BLOCK and HTML_INLINE never remain. The tree is
 * settled before a renderer sees it: soft breaks between CJK characters are gone, those of speakers' lines and of
 * hard_wrap are LINEBREAKs, adjacent TEXT nodes are joined, entities are decoded, and text is valid UTF-8 without
 * control characters other than TAB (and LF in code).
 */
enum tree_kind {
    TREE_NONE, /* a plain cmark node */

    /* CUSTOM_BLOCK */
    TREE_TABLE,    /* of TREE_ROW; note->columns, note->align */
    TREE_ROW,      /* of TREE_CELL; note->header, note->footer */
    TREE_CELL,     /* of inlines */
    TREE_DEFLIST,  /* of TREE_TERM and TREE_DETAIL */
    TREE_TERM,     /* of inlines */
    TREE_DETAIL,   /* of blocks */
    TREE_NOTES,    /* footnotes, a child of the document: of TREE_FOOTNOTE in order of number */
    TREE_FOOTNOTE, /* of blocks; note->number */
    TREE_DIV,      /* of blocks: a container that leaves no trace in text */
    TREE_MORE,     /* no children: the excerpt ends here */
    TREE_CONTENTS, /* of blocks: a table of contents made by hand; only HTML, which has anchors, shows it */

    /* CUSTOM_INLINE */
    TREE_STRIKE, /* ~~ … ~~, <del>, <s> */
    TREE_REF,    /* no children: a reference to footnote note->number */
    TREE_SPAN,   /* leaves no trace in text; note->tag: of a control that stands in a sentence or a link */
    TREE_MARKED, /* sup, sub, kbd, mark, ins, u, small, abbr, as note->tag says; only HTML shows it */

    /* Notes on plain nodes */
    TREE_TASK,     /* ITEM: note->checked */
    TREE_AUTOLINK, /* LINK whose text is its URL, as the author typed it or as <…> */
    TREE_EMBED     /* LINK made of iframe, video, audio, object: its text names the medium */
};

enum tree_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct tree_note {
    enum tree_kind kind;
    int line;                     /* of the author's file; 0: unknown, or there is no diag */
    size_t columns;               /* TREE_TABLE */
    const enum tree_align *align; /* TREE_TABLE, COLUMNS of them */
    bool header;                  /* TREE_ROW */
    bool footer;                  /* TREE_ROW */
    bool checked;                 /* TREE_TASK */
    int number;     /* TREE_REF, TREE_FOOTNOTE: from 1; the document: of the notes that are made by hand */
    int occurrence; /* TREE_REF: which reference to that note, from 1 */
    str tag;        /* TREE_MARKED, TREE_DIV, TREE_SPAN: lower case */
    str title;      /* abbr */
};

const struct tree_note *tree_note(cmark_node *); /* NULL for a plain node without one */
int tree_line(cmark_node *); /* the author's line of it, or of the nearest node around it that has one; 0: none has */
enum tree_kind tree_kind(cmark_node *); /* TREE_NONE for a plain node without a note */
/* A new CUSTOM_BLOCK or CUSTOM_INLINE node, as KIND demands; the note lives in the arena. */
cmark_node *tree_node(enum tree_kind, struct arena *, struct tree_note **note);
void tree_set_note(cmark_node *, const struct tree_note *);
/* Records the author's line of a plain node, unless it has a note. */
void tree_set_line(cmark_node *, int line, struct arena *);
/* The visible text below NODE, soft breaks as spaces, without link targets. */
str tree_text(cmark_node *, struct arena *);
bool tree_holds_link(cmark_node *); /* or a picture, which is one for readers */

#endif
