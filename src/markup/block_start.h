#ifndef MARKUP_BLOCK_START_H
#define MARKUP_BLOCK_START_H

#include "markup/lines.h"

/* Tests of what a line begins with. Each looks at one line alone, and allows at most three columns of white space
 * before it. */

struct list_marker {
    char kind;  /* '*' for any bullet, '.' or ')' for a number */
    long start; /* the number of a numbered item */
    int indent; /* columns before it */
    int offset; /* column where the item's text begins, counted from the beginning of the line */
    bool empty; /* no text follows in this line */
    size_t n;   /* bytes of the marker */
};

struct fence_mark {
    char c;
    size_t length;
    int indent; /* columns */
    str info;
};

bool line_opens(const struct line *, char c); /* begins with C, after at most three columns of white space */
bool line_is_rule(const struct line *);
/* 1 to 6; 0: no heading. TIGHT: it needs no space before its text. */
int line_heading_level(const struct line *, bool tight);
/* "## Title" with a blank that is none to Markdown: U+00A0 or U+3000, as keyboards and copies make them. */
bool line_is_blind_heading(const struct line *);
bool line_is_tight_heading(const struct line *); /* "##Title": a heading for some readers of Markdown */
bool line_is_list_item(const struct line *, struct list_marker *);
bool line_is_fence(const struct line *, struct fence_mark *);
bool line_closes_fence(const struct line *, const struct fence_mark *); /* at any indent */
bool line_is_definition(const struct line *);                           /* ": …" of a definition list */
bool line_is_footnote(const struct line *, str *label, size_t *n);      /* "[^label]:", which takes N bytes */
bool line_is_attributes(const struct line *, str *list); /* a kramdown IAL or ALD "{: …}" alone in its line */
bool attributes_say(str list, str word);                 /* WORD stands in that list, as "toc" does */
bool line_is_abbreviation(const struct line *, str *word, str *meaning);
bool line_is_comment(const struct line *); /* "<!-- … -->" and nothing else */
int line_underline(const struct line *);   /* level of a setext heading: 1 for "=", 2 for "-"; 0: none */

/* Is the line, after any markers of quotes and items, text that a line without markers may continue? */
bool line_is_text(const struct line *, bool tight);
/* Is it a heading, after such markers? */
bool line_is_heading(const struct line *, bool tight);

#endif
