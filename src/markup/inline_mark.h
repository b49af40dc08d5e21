#ifndef MARKUP_INLINE_MARK_H
#define MARKUP_INLINE_MARK_H

#include "markup/html_token.h"
#include "markup/parser.h"

/*
 * What CommonMark must not see travels through its parser as a mark: a control character and a number between two
 * commas, so that emphasis beside it sees punctuation, as it would beside a tag. Source text has no control characters.
 */
enum {
    MARK_JOINER = '\x01', /* alone: a letter that is not seen, between punctuation and emphasis */
    MARK_LEAD = '\x02',
    MARK_GUARD = '\f' /* alone: white space before what would begin a block */
};

enum inline_mark_kind {
    MARK_TAG,  /* an HTML tag */
    MARK_LINK, /* an address that is its own text */
    MARK_REF,  /* to a footnote */
    MARK_TEXT, /* neither Markdown nor HTML */
    MARK_STRIKE_OPEN,
    MARK_STRIKE_CLOSE
};

struct inline_mark {
    enum inline_mark_kind kind;
    str raw;                 /* as written */
    int line;                /* of the author; 0: unknown, or nobody asks */
    struct html_token token; /* MARK_TAG */
    str text;                /* MARK_LINK, MARK_TEXT: what is shown */
    str url;                 /* MARK_LINK */
    int number;              /* MARK_REF: index of the footnote, from 1 */
    bool paired;             /* MARK_STRIKE_OPEN: a close comes later */
};

/* A new mark, of which KIND and RAW are set; it holds until the next. */
struct inline_mark *inline_mark_add(struct parser *, enum inline_mark_kind, str raw);
/* Puts the mark that was added last. */
void inline_mark_put(const struct parser *, struct buf *out);

/*
 * Takes plain text or one mark off REST, whatever stands first; false when nothing is left. Plain text comes with MARK
 * = NULL, and may be empty.
 */
bool inline_mark_next(const struct parser *, str *rest, str *text, const struct inline_mark **mark);
/* S with its marks as they were written; S itself where it has none. */
str inline_mark_undo(const struct parser *, str s);

#endif
