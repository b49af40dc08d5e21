#ifndef MARKUP_INLINE_SCAN_H
#define MARKUP_INLINE_SCAN_H

#include "markup/inline_mark.h"

/* The text of one leaf on its way to being a paragraph of CommonMark. */
struct inline_scan {
    struct parser *parser;
    struct leaf *leaf;
    struct buf *out;
    str text;
    size_t at;
    int lines;              /* ended in OUT */
    size_t line_begin;      /* of OUT */
    size_t counted, author; /* where line ends were counted up to, and how many */
    size_t place_capacity;
    bool fresh; /* nothing stands in the line of OUT yet */

    struct html_scanner html;
    size_t opaque_end;      /* up to here only tags count: within <code> */
    bool no_opaque_end;     /* searched in vain */
    bool no_math_end;       /* no "$$" from here on */
    bool no_extension_end;  /* no "{:/" from here on */
    bool seen_ticks;        /* last_ticks is filled */
    size_t last_ticks[81];  /* where the last run of so many backticks begins */
    size_t mail_tried;      /* up to here no mail address begins */
    size_t strike;          /* index + 1 of the mark "~~" that waits for its pair */
    bool star_open[3];      /* emphasis by one, two, more asterisks is open */
    size_t mark_end;        /* of OUT, after the last mark */
    int brackets, images;   /* open; seen */
    str shortcut;           /* the label of the last "[label]" that is defined */
    struct strmap *unknown; /* elements that HTML does not know: 1 begins, 2 ends in the text */
};

/*
 * Puts LEAF into OUT as one paragraph of CommonMark, or nothing where nothing is to be seen. LINE is where OUT stands.
 * Returns the line after it.
 */
int inline_scan(struct parser *, struct leaf *, int line, struct buf *out);

/* For the parts of the scan: what they put begins no block. */
void scan_put(struct inline_scan *, str);
void scan_put_mark(struct inline_scan *);                    /* the mark that was added last */
void scan_put_text(struct inline_scan *, str raw, str text); /* what is neither Markdown nor HTML */
void scan_put_joined(struct inline_scan *, str verbatim); /* on one line, as CommonMark reads code, titles and labels */
void scan_put_line_end(struct inline_scan *);
/* Leaves out N bytes, and the white space after them where some stands before them. */
void scan_skip(struct inline_scan *, size_t n);
str scan_rest(const struct inline_scan *);

/* Each takes what it knows from the beginning of the rest, or returns false having put nothing. */
bool scan_angle(struct inline_scan *);   /* "<" */
bool scan_brace(struct inline_scan *);   /* "{" */
bool scan_math(struct inline_scan *);    /* "$" */
bool scan_code(struct inline_scan *);    /* "`" */
bool scan_stars(struct inline_scan *);   /* "*" */
bool scan_strike(struct inline_scan *);  /* "~" */
bool scan_address(struct inline_scan *); /* the beginning of a word */
bool scan_open_bracket(struct inline_scan *);
bool scan_close_bracket(struct inline_scan *);

#endif
