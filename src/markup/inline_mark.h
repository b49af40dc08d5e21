#ifndef MARKUP_INLINE_MARK_H
#define MARKUP_INLINE_MARK_H

#include "markup/html_token.h"
#include "markup/parser.h"

/*
 * A mark: a stand-in for text that CommonMark must not see. It travels through the parser as a control character and a
 * number between two commas, so that emphasis beside it sees punctuation, as it would beside a tag. Source text has no
 * control characters.
 */
enum {
    MARK_JOINER = '\x01', /* alone: an invisible letter between punctuation and emphasis */
    MARK_LEAD = '\x02',
    MARK_GUARD = '\f' /* alone: white space before a character that would begin a block */
};

enum inline_mark_kind {
    MARK_TAG,  /* an HTML tag */
    MARK_LINK, /* an address that is its own text */
    MARK_REF,  /* a reference to a footnote */
    MARK_TEXT, /* text that is neither Markdown nor HTML */
    MARK_STRIKE_OPEN,
    MARK_STRIKE_CLOSE
};

struct inline_mark {
    enum inline_mark_kind kind;
    str raw;                 /* as written */
    int line;                /* of the author's file; 0: unknown or not needed */
    struct html_token token; /* MARK_TAG */
    str text;                /* MARK_LINK, MARK_TEXT: the text shown */
    str url;                 /* MARK_LINK */
    int number;              /* MARK_REF: index of the footnote, from 1 */
    bool paired;             /* MARK_STRIKE_OPEN: a close comes later */
};

/* Adds a mark with KIND and RAW set; the pointer is valid until the next is added. */
struct inline_mark *inline_mark_add(struct parser *, enum inline_mark_kind, str raw);
/* Puts the mark that was added last. */
void inline_mark_put(const struct parser *, struct buf *out);

/*
 * Takes plain text or one mark off REST, whichever comes first; false when nothing is left. For plain text, which may
 * be empty, MARK is NULL.
 */
bool inline_mark_next(const struct parser *, str *rest, str *text, const struct inline_mark **mark);
/* S with its marks replaced by the text they were made of; S itself where it has none. */
str inline_mark_undo(const struct parser *, str s);

#endif
