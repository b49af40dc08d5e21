#ifndef MARKUP_HTML_CODE_H
#define MARKUP_HTML_CODE_H

#include "base/str.h"

/* A walk over a text of Markdown and HTML that tells which of it is code: what looks like a tag there opens nothing. */
struct html_code {
    str text;
    size_t line_begin, line_end; /* of the line that the walk is in, with its line end */
    size_t fence_end;            /* the walk is in fenced code up to here */
    size_t unclosed;             /* no fence of as many marks is closed from here on; 0: not known */
    bool after_blank, indented;
    size_t at, span_end; /* within the line: looked at up to AT, code up to SPAN_END */
    int open_spans;      /* in the line, without an end */
};

void html_code_begin(struct html_code *, str text);
/* True when OFFSET, which never goes back, is in fenced code, in a code span of one line, or, unless it is WITHIN an
 * element, in indented code. Linear over the walk. */
bool html_code_holds(struct html_code *, size_t offset, bool within);

#endif
