#ifndef MARKUP_INLINE_SCAN_H
#define MARKUP_INLINE_SCAN_H

#include "markup/inline_mark.h"

/* The text of one leaf while it is turned into a paragraph of CommonMark. */
struct inline_scan {
    struct parser *parser;
    struct leaf *leaf;
    struct buf *out;
    str text;
    size_t at;
    int lines;              /* lines ended in OUT */
    size_t line_begin;      /* offset in OUT of its last line */
    size_t counted, author; /* offset up to which line ends were counted, and their number */
    size_t place_capacity;
    bool fresh; /* nothing stands in the current line of OUT yet */

    struct html_scanner html;
    size_t opaque_end;      /* up to this offset only tags count: within <code> */
    bool no_opaque_end;     /* no end tag of <code> was found */
    bool no_math_end;       /* no "$$" from here on */
    bool no_extension_end;  /* no "{:/" from here on */
    bool seen_ticks;        /* last_ticks is filled */
    size_t last_ticks[81];  /* offset of the last run of this many backticks */
    size_t mail_tried;      /* no mail address begins before this offset */
    size_t strike;          /* index + 1 of the mark "~~" that waits for its pair */
    bool star_open[3];      /* emphasis by one, two, or more asterisks is open */
    size_t mark_end;        /* offset in OUT after the last mark */
    int brackets, images;   /* brackets that are open; images seen */
    str shortcut;           /* the label of the last "[label]" that has a definition */
    struct strmap *unknown; /* doubtful elements: 1: begins, 2: ends in the text, 3: both */
};

/*
 * Puts LEAF into OUT as one paragraph of CommonMark, or nothing where it shows nothing. LINE is the current line of
 * OUT. Returns the line after the paragraph.
 */
int inline_scan(struct parser *, struct leaf *, int line, struct buf *out);

/* Output for the parts of the scan: text put by these begins no block. */
void scan_put(struct inline_scan *, str);
void scan_put_mark(struct inline_scan *);                    /* the mark that was added last */
void scan_put_text(struct inline_scan *, str raw, str text); /* text that is neither Markdown nor HTML */
void scan_put_joined(struct inline_scan *, str verbatim); /* on one line, as CommonMark reads code, titles and labels */
void scan_put_line_end(struct inline_scan *);
/* Skips N bytes, and the white space after them where there is some before them. */
void scan_skip(struct inline_scan *, size_t n);
str scan_rest(const struct inline_scan *);

/* Each takes its construct from the beginning of the rest, or returns false having put nothing. */
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
