#ifndef MARKUP_HTML_TOKEN_H
#define MARKUP_HTML_TOKEN_H

#include "base/arena.h"
#include "markup/html_tag.h"

/* The tokens of an HTML text. Whatever is not a well-formed tag is text: nothing is lost, and the raw parts in order
 * are the input. */
enum html_kind {
    HTML_TOKEN_TEXT,
    HTML_TOKEN_OPEN,
    HTML_TOKEN_CLOSE,
    HTML_TOKEN_COMMENT /* also <!DOCTYPE>, <?…?> */
};

struct html_token {
    enum html_kind kind;
    str raw;                    /* the whole token as written */
    str name;                   /* OPEN, CLOSE: as written */
    str attributes;             /* OPEN: the text between the name and ">" */
    const struct html_tag *tag; /* OPEN, CLOSE: NULL for an element that HTML does not know */
    bool closed;                /* OPEN: ends in "/>" */
};

enum { HTML_RAW_TAGS_MAX = 8 };

/* The state of a scan; all but REST begins as zero. */
struct html_scanner {
    str rest;
    /* Searches that failed; remembering them keeps the scan linear. */
    bool no_quote, no_apostrophe, no_comment_end, no_doctype_end, no_instruction_end;
    const struct html_tag *endless[HTML_RAW_TAGS_MAX]; /* is_raw, without an end tag from here on; the rest is NULL */
};

/* Takes the next token; false at the end. A text token extends to the next tag. */
bool html_next(struct html_scanner *, struct html_token *);

/* The tag or comment at the beginning of the rest, if there is one; the position does not move. */
bool html_tag_here(struct html_scanner *, struct html_token *);

/* Takes the text up to the end tag of NAME, which is left in the rest; the whole rest when there is none. */
str html_take_raw(struct html_scanner *, str name);

/* True when an end tag of the element TAG, whose content is no HTML, follows. */
bool html_raw_ends(struct html_scanner *, const struct html_tag *);

/* The value of an attribute, entities decoded and white space at the ends gone. False when it is not there. */
bool html_attribute(str attributes, str name, struct arena *, str *value);

#endif
